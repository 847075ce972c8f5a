"""Who may see what, and the tokens that contacts give each other."""

from __future__ import annotations

import secrets

from sandbox.server import announce, notices
from sandbox.server.accounts import Account, Device
from sandbox.server.answer import required
from sandbox.server.service import Service
from sandbox.server.visibility import SETTINGS, setting
from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node


def settings(service: Service, device: Device, iq: Node) -> list[Node]:
    categories = [_category(name, setting(device.account, name)) for name in SETTINGS]
    return [Node("privacy", content=categories)]


def change(service: Service, device: Device, iq: Node) -> list[Node]:
    """Settings, or tokens for contacts. Raises WireError."""
    tokens = iq.child("tokens")
    if tokens:
        for token in tokens.all("token"):
            _give_token(service, device.account, token)
        return []
    chosen = {it.get("name"): it.get("value") for it in required(iq, "privacy").all("category")}
    for name, value in chosen.items():
        if value not in SETTINGS.get(name, ()):
            raise WireError(f"there is no privacy setting {name} with the value {value}")
    device.account.privacy |= chosen
    service.changed(device.account)
    changed = Node("privacy", content=[_category(*item) for item in chosen.items()])
    announce.to_own(service, device, changed)
    return settings(service, device, iq)


def _category(name: str, value: str) -> Node:
    return Node("category", {"name": name, "value": value})


def _give_token(service: Service, giver: Account, token: Node) -> None:
    """The contact gets a token by which it may, say, see the giver's presence."""
    contact = service.directory.account(Jid.parse(token.get("jid")))
    if contact is None or contact is giver:
        return
    given = Node("token", {"type": token.get("type"), "t": token.get("t")})
    given.content = secrets.token_bytes(16)
    tokens = Node("tokens", content=[given])
    for device in contact.devices.values():
        device.push(
            notices.notification(
                service, "privacy_token", str(giver.pn), tokens, sender_lid=str(giver.lid)
            )
        )
