"""Messages: from one device to each of those that it encrypted a copy for."""

from __future__ import annotations

from sandbox.server import fanout
from sandbox.server.accounts import Account, Device
from sandbox.server.envelope import Copies, ack, envelope, fingerprint
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import GROUP, LID, Jid
from sandbox.wire.node import Node

UNKNOWN, MALFORMED = "404", "400"  # errors of an ack


class Refused(Exception):
    """The error that the sender is told."""


def message(service: Service, sender: Device, node: Node) -> None:
    """Accepts a message once, however often it is sent, and acknowledges it each time."""
    try:
        copies = _copies(service, sender, node, Jid.parse(node.get("to")))
    except Refused as refused:
        sender.send(ack(node, str(refused)))
        return
    except WireError:
        sender.send(ack(node, MALFORMED))
        return
    if not sender.is_repeat(*fingerprint(node)):
        for device, copy in copies:
            device.push(copy)
    sender.send(ack(node))


def _copies(service: Service, sender: Device, node: Node, to: Jid) -> Copies:
    """Each device that there is, with what it gets. Raises Refused, WireError."""
    if to.server == "broadcast":
        return []  # nobody here reads a status
    if to.server == GROUP:
        return _in_group(service, sender, node, to)
    peer = service.directory.account(to)
    if peer is None:
        raise Refused(UNKNOWN)
    return [
        (device, envelope(node, encrypted, _addresses(service, sender, device, peer, node)))
        for device, encrypted in _encrypted(service, node, to)
        if not device.account.blocks(sender.account)
    ]


def _in_group(service: Service, sender: Device, node: Node, to: Jid) -> Copies:
    group = service.groups.find(to)
    error = fanout.refusal(group, sender.account.number) if group else UNKNOWN
    if group is None or error:
        raise Refused(error)
    return fanout.copies(service, group, sender, node)


def _encrypted(service: Service, node: Node, to: Jid) -> list[tuple[Device, list[Node]]]:
    participants = node.child("participants")
    copies = participants.all("to") if participants else []
    direct = node.all("enc")
    named = [(to, direct)] if direct else []
    named += [(Jid.parse(copy.get("jid")), copy.all("enc")) for copy in copies]
    found = [(service.directory.device(jid), encrypted) for jid, encrypted in named]
    return [(device, encrypted) for device, encrypted in found if device]


def _addresses(
    service: Service, sender: Device, target: Device, peer: Account, node: Node
) -> dict[str, str]:
    if target.account is not sender.account:
        if service.addressing == LID:
            names = {"from": str(sender.lid), "sender_pn": str(sender.account.pn)}
        else:
            names = {"from": str(sender.pn), "sender_lid": str(sender.account.lid)}
        return names | {"notify": sender.account.name}
    if node.get("category") == "peer":
        return {"from": str(sender.pn)}
    # A copy for the sender's own other devices says in which chat it was sent.
    return {
        "from": str(sender.lid),
        "recipient": str(peer.lid),
        "peer_recipient_pn": str(peer.pn),
    }
