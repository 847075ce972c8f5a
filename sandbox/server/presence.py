"""Who is there, and who is typing: told to those who are there now, never kept for later."""

from __future__ import annotations

import time

from sandbox.server import groupview
from sandbox.server.accounts import Account, Device
from sandbox.server.groups import Group
from sandbox.server.service import Service
from sandbox.server.visibility import LAST, ONLINE, visible
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node


def presence(service: Service, device: Device, node: Node) -> None:
    """`available`, `unavailable`, or `subscribe` to another's. Raises WireError."""
    if node.get("type") == "subscribe":
        _subscribe(service, device, node.get("to"))
        return
    if node.get("name"):
        device.account.name = node.get("name")
        service.changed(device.account)
    set_available(device, node.get("type") != "unavailable")


def set_available(device: Device, available: bool) -> None:
    """Tells the subscribers where this changes what they see of the account."""
    account = device.account
    before = account.available
    device.available = available
    if account.available == before:
        return
    if before:
        account.last_seen = time.time()
        account.changed(account)
    for subscriber, asked in account.subscribers.items():
        if visible(account, subscriber.account, ONLINE):
            subscriber.send(_state(account, subscriber.account, asked))


def chatstate(service: Service, device: Device, node: Node) -> None:
    """Typing, recording, or pausing, told to all others in the chat. Raises WireError."""
    to = Jid.parse(node.get("to"))
    group = service.groups.find(to)
    typing = node.children[:1]
    if group:
        names = {"from": str(to)} | groupview.author(group, device.account)
        readers = _others(service, group, device.account)
    else:
        names = {"from": str(device.account.jid(to.server))}
        peer = service.directory.account(to)
        deaf = peer is None or peer is device.account or peer.blocks(device.account)
        readers = [peer] if peer and not deaf else []
    for reader in readers:
        for other in reader.devices.values():
            if other.live:
                other.send(Node("chatstate", dict(names), typing))


def _others(service: Service, group: Group, account: Account) -> list[Account]:
    """The other members; none to tell for one who is no member."""
    if account.number not in group.members:
        return []
    return [service.directory.open(it) for it in group.members if it != account.number]


def _subscribe(service: Service, device: Device, asked: str) -> None:
    account = service.directory.account(Jid.parse(asked))
    if account:
        account.subscribers[device] = asked
        device.send(_state(account, device.account, asked))


def _state(account: Account, viewer: Account, asked: str) -> Node:
    if account.available and visible(account, viewer, ONLINE):
        return Node("presence", {"from": asked})
    told = account.last_seen and visible(account, viewer, LAST)
    last = str(int(account.last_seen)) if told else "deny"
    return Node("presence", {"from": asked, "type": "unavailable", "last": last})
