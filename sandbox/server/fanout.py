"""Messages in groups: one ciphertext for all, and the key to it for each device."""

from __future__ import annotations

from sandbox.server import groupview
from sandbox.server.accounts import Device
from sandbox.server.envelope import Copies, envelope
from sandbox.server.groups import Group
from sandbox.server.service import Service
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

NOT_A_MEMBER, ADMINS_ONLY = "403", "420"  # errors of an ack


def refusal(group: Group, number: str) -> str:
    """Why this person may not write here; empty for who may."""
    if number not in group.members:
        return NOT_A_MEMBER
    return "" if group.may_write(number) else ADMINS_ONLY


def copies(service: Service, group: Group, sender: Device, node: Node) -> Copies:
    """For every device of every member but the sender; a resend, for the one that asked for it.

    Raises WireError.
    """
    addresses = groupview.author(group, sender) | {"from": str(group.jid)}
    addresses["notify"] = sender.account.name
    return [
        (device, envelope(node, encrypted, addresses))
        for device, encrypted in _encrypted(service, group, node)
        if encrypted and device is not sender
    ]


def _encrypted(service: Service, group: Group, node: Node) -> list[tuple[Device, list[Node]]]:
    own, common = _own(service, node), node.all("enc")
    # The key comes before what it opens.
    return [(it, [*own.get(it, []), *common]) for it in _readers(service, group, node)]


def _readers(service: Service, group: Group, node: Node) -> list[Device]:
    everyone = [
        device
        for number in group.members
        for device in service.directory.open(number).devices.values()
    ]
    if not node.get("participant"):
        return everyone
    asker = service.directory.device(Jid.parse(node.get("participant")))
    return [asker] if asker in everyone else []


def _own(service: Service, node: Node) -> dict[Device, list[Node]]:
    participants = node.child("participants")
    keys = participants.all("to") if participants else []
    found = [(service.directory.device(Jid.parse(it.get("jid"))), it.all("enc")) for it in keys]
    return {device: encrypted for device, encrypted in found if device}
