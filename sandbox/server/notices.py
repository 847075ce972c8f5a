"""Notifications: what the server tells devices of its own accord."""

from __future__ import annotations

import time
from collections.abc import Iterable

from sandbox.server import groupview
from sandbox.server.accounts import Account, Device
from sandbox.server.groups import Group
from sandbox.server.service import Service
from sandbox.wire.node import Node

SERVER = "s.whatsapp.net"


def notification(service: Service, kind: str, sender: str, *children: Node, **more: str) -> Node:
    attrs = {"id": service.next_id(), "type": kind, "from": sender, "t": str(int(time.time()))}
    return Node("notification", attrs | more, list(children))


def devices_changed(service: Service, changed: Device) -> None:
    """Everyone who knows the account's list of devices is to ask for it again."""
    account = changed.account
    for watcher in (account, *service.directory.watchers(account)):
        for device in (it for it in watcher.devices.values() if it is not changed):
            # Clients keep one list by number and one by LID.
            for sender in (account.pn, account.lid):
                device.push(notification(service, "devices", str(sender), Node("update")))


def identity_changed(service: Service, account: Account) -> None:
    """Everyone who writes with the account is to forget the sessions with it."""
    for watcher in service.directory.watchers(account):
        for device in watcher.devices.values():
            identity = Node("identity")
            device.push(notification(service, "encrypt", str(account.pn), identity))


def prekeys_low(service: Service, device: Device, left: int) -> None:
    count = Node("count", {"value": str(left)})
    device.push(notification(service, "encrypt", SERVER, count))


def group_changed(
    service: Service,
    group: Group,
    doer: Account,
    change: Node,
    numbers: Iterable[str],
    *,
    kind: str = "w:gp2",
    but: Device | None = None,
) -> None:
    """Tells these people, on all of their devices `but` one, what somebody did with a group."""
    named = groupview.author(group, doer) | ({"notify": doer.name} if doer.name else {})
    for number in numbers:
        for device in service.directory.open(number).devices.values():
            if device is not but:
                device.push(notification(service, kind, str(group.jid), change, **named))
