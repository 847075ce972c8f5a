"""What an account changes of itself, told to its other devices and to those who know it."""

from __future__ import annotations

from sandbox.server.accounts import Account, Device
from sandbox.server.notices import notification
from sandbox.server.service import Service
from sandbox.server.visibility import visible
from sandbox.wire.node import Node


def to_own(service: Service, device: Device, change: Node, kind: str = "account_sync") -> None:
    """The account's other devices are to do as this one did."""
    account = device.account
    for other in account.devices.values():
        if other is not device:
            other.push(notification(service, kind, str(account.pn), change))


def to_watchers(service: Service, account: Account, kind: str, change: Node, what: str) -> None:
    """Those who have looked the account up; `what` of it changed, as `visibility` names it."""
    for watcher in service.directory.watchers(account):
        if visible(account, watcher, what):
            for device in watcher.devices.values():
                sender = str(account.jid(service.addressing))
                device.push(notification(service, kind, sender, change))
