"""Notifications: what the server tells devices of its own accord."""

from __future__ import annotations

import time

from sandbox.server.accounts import Device
from sandbox.server.service import Service
from sandbox.wire.node import Node

SERVER = "s.whatsapp.net"


def notification(service: Service, kind: str, sender: str, *children: Node, **more: str) -> Node:
    attrs = {"id": service.next_id(), "type": kind, "from": sender, "t": str(int(time.time()))}
    return Node("notification", attrs | more, list(children))


def devices_changed(service: Service, changed: Device) -> None:
    """Everyone who knows the account's list of devices is to ask for it again."""
    account = changed.account
    for number in sorted({account.number, *account.watchers}):
        watcher = service.directory.by_number(number)
        others = watcher.devices.values() if watcher else ()
        for device in (it for it in others if it is not changed):
            # Clients keep one list by number and one by LID.
            for sender in (account.pn, account.lid):
                device.push(notification(service, "devices", str(sender), Node("update")))


def prekeys_low(service: Service, device: Device, left: int) -> None:
    count = Node("count", {"value": str(left)})
    device.push(notification(service, "encrypt", SERVER, count))
