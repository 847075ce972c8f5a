"""Who is there, and who is typing: told to those who are there now, never kept for later."""

from __future__ import annotations

import time

from sandbox.server.accounts import Account, Device
from sandbox.server.service import Service
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node


def presence(service: Service, device: Device, node: Node) -> None:
    """`available`, `unavailable`, or `subscribe` to another's. Raises WireError."""
    if node.get("type") == "subscribe":
        _subscribe(service, device, node.get("to"))
        return
    if node.get("name"):
        device.account.name = node.get("name")
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
    for subscriber, asked in account.subscribers.items():
        subscriber.send(_state(account, asked))


def chatstate(service: Service, device: Device, node: Node) -> None:
    """Typing, recording, or pausing, in a chat between two. Raises WireError."""
    to = Jid.parse(node.get("to"))
    account = service.directory.account(to)
    if account and account is not device.account:
        for other in account.devices.values():
            if other.live:
                other.send(_typing(device, to.server, node))


def _subscribe(service: Service, device: Device, asked: str) -> None:
    account = service.directory.account(Jid.parse(asked))
    if account:
        account.subscribers[device] = asked
        device.send(_state(account, asked))


def _state(account: Account, asked: str) -> Node:
    if account.available:
        return Node("presence", {"from": asked})
    last = str(int(account.last_seen)) if account.last_seen else "deny"
    return Node("presence", {"from": asked, "type": "unavailable", "last": last})


def _typing(device: Device, server: str, node: Node) -> Node:
    return Node("chatstate", {"from": str(device.account.jid(server))}, node.children[:1])
