"""Messages: from one device to each of those that it encrypted a copy for."""

from __future__ import annotations

import time
from collections.abc import Iterator

from sandbox.server.accounts import Account, Device
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import LID, Jid
from sandbox.wire.node import Node

ON = ("meta", "biz")  # children that go on to every recipient, unread
PREKEY = "pkmsg"  # a copy that begins a session; its reader wants to know the sender's identity
UNKNOWN, MALFORMED = "404", "400"  # errors of an ack


def message(service: Service, sender: Device, node: Node) -> None:
    """Accepts a message once, however often it is sent, and acknowledges it each time."""
    try:
        to = Jid.parse(node.get("to"))
    except WireError:
        sender.send(_ack(node, error=MALFORMED))
        return
    peer = service.directory.account(to)
    if peer is None and to.server != "broadcast":
        sender.send(_ack(node, error=UNKNOWN))
        return
    if peer is not None and not sender.is_repeat(*_fingerprint(node)):
        for target, encrypted in _copies(service, node, to):
            target.push(_envelope(service, sender, target, peer, node, encrypted))
    sender.send(_ack(node))


def _fingerprint(node: Node) -> tuple[str, ...]:
    # A resend that a recipient asked for has the id of the first one, but another count.
    encrypted = node.child("enc")
    return node.get("id"), node.get("to"), encrypted.get("count") if encrypted else ""


def _copies(service: Service, node: Node, to: Jid) -> Iterator[tuple[Device, list[Node]]]:
    """Each device that there is, with what is encrypted for it. Raises WireError."""
    direct = node.all("enc")
    if direct:
        yield from _existing(service, to, direct)
    participants = node.child("participants")
    for copy in participants.all("to") if participants else []:
        yield from _existing(service, Jid.parse(copy.get("jid")), copy.all("enc"))


def _existing(
    service: Service, jid: Jid, encrypted: list[Node]
) -> Iterator[tuple[Device, list[Node]]]:
    device = service.directory.device(jid)
    if device:
        yield device, encrypted


def _envelope(
    service: Service,
    sender: Device,
    target: Device,
    peer: Account,
    node: Node,
    encrypted: list[Node],
) -> Node:
    kept = {key: node.get(key) for key in ("id", "type", "edit", "category")}
    attrs = kept | {"t": str(int(time.time()))} | _addresses(service, sender, target, peer, node)
    children = [*encrypted, *(child for child in node.children if child.tag in ON)]
    identity = node.child("device-identity")
    if identity and any(part.get("type") == PREKEY for part in encrypted):
        children.append(identity)
    return Node("message", {key: value for key, value in attrs.items() if value}, children)


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


def _ack(node: Node, error: str = "") -> Node:
    attrs = {"class": "message", "id": node.get("id"), "from": node.get("to"), "error": error}
    return Node("ack", attrs | {"t": str(int(time.time()))})
