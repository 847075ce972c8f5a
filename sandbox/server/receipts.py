"""Receipts: delivered, read, played, and "I could not decrypt it, send it again"."""

from __future__ import annotations

import time

from sandbox.server import groupview
from sandbox.server.accounts import Device
from sandbox.server.service import Service
from sandbox.server.visibility import told_read
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

PRIVATE = frozenset({"sender", "peer_msg", "hist_sync", "read-self", "played-self"})
READ = frozenset({"read", "played"})
FORWARDED = ("id", "type", "participant", "recipient")


def receipt(service: Service, reader: Device, node: Node) -> None:
    """Notes what arrived, and tells whoever sent it. Raises WireError."""
    reader.outbox.receipt(node)
    reader.send(_ack(node))
    if node.get("type") in PRIVATE:
        return
    to = Jid.parse(node.get("to"))
    attrs = {key: node.get(key) for key in FORWARDED} | {"t": str(int(time.time()))}
    group = service.groups.find(to)
    if group is None:
        attrs |= {"from": str(reader.jid(to.server))}
    elif reader.account.number in group.members:
        attrs |= {"from": str(to)} | groupview.author(group, reader)
        to = Jid.parse(node.get("participant"))
    for device in _senders(service, to, node.get("type") == "retry"):
        if device is not reader and (group or _tells(reader, device, node.get("type"))):
            device.push(Node("receipt", dict(attrs), node.content))


def _tells(reader: Device, writer: Device, kind: str) -> bool:
    """In a chat between two, people may keep to themselves what they have read."""
    return kind not in READ or told_read(writer.account, reader.account)


def _senders(service: Service, to: Jid, exact: bool) -> list[Device]:
    """The device that sent the message; where only the person is named, all of theirs."""
    if exact or to.device:
        device = service.directory.device(to)
        return [device] if device else []
    account = service.directory.account(to)
    return list(account.devices.values()) if account else []


def _ack(node: Node) -> Node:
    kept = {key: node.get(key) for key in ("id", "type", "participant")}
    return Node("ack", {"class": "receipt", "from": node.get("to")} | kept)
