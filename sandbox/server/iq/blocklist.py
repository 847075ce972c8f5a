"""Whom an account does not want to hear from. People are kept and listed by their LID."""

from __future__ import annotations

import hashlib

from sandbox.server import announce
from sandbox.server.accounts import Account, Device
from sandbox.server.answer import NOT_FOUND, IqError, required
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

ACTIONS = ("block", "unblock")


def get(service: Service, device: Device, iq: Node) -> list[Node]:
    account = device.account
    items = [Node("item", {"jid": jid}) for jid in account.blocked]
    return [Node("list", {"dhash": _digest(account), "addressing_mode": "lid"}, items)]


def change(service: Service, device: Device, iq: Node) -> list[Node]:
    """Somebody, by LID or by number, is to be heard no more, or again. Raises IqError."""
    item = required(iq, "item")
    account, action = device.account, item.get("action")
    peer = service.directory.account(Jid.parse(item.get("jid")))
    if action not in ACTIONS:
        raise WireError(f"'{action}' is nothing that is done with a blocklist")
    if peer is None or peer is account:
        raise IqError(*NOT_FOUND)
    before = _digest(account)
    if action == "block":
        account.blocked[str(peer.lid)] = None
    else:
        account.blocked.pop(str(peer.lid), None)
    service.changed(account)
    attrs = {"action": "modify", "dhash": _digest(account), "prev_dhash": before}
    told = Node("item", {"jid": str(peer.lid), "action": action})
    announce.to_own(service, device, Node("blocklist", attrs, [told]))
    return get(service, device, iq)


def _digest(account: Account) -> str:
    return hashlib.sha256(",".join(account.blocked).encode()).hexdigest()[:16]
