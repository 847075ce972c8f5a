"""Who may see what, who is blocked, and the tokens that contacts give each other."""

from __future__ import annotations

import hashlib
import secrets

from sandbox.server import notices
from sandbox.server.accounts import Account, Device
from sandbox.server.answer import required
from sandbox.server.service import Service
from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

DEFAULTS = dict.fromkeys(
    (
        "calladd",
        "defense",
        "groupadd",
        "last",
        "messages",
        "online",
        "profile",
        "readreceipts",
        "status",
        "stickers",
    ),
    "all",
)


def settings(service: Service, device: Device, iq: Node) -> list[Node]:
    values = DEFAULTS | device.account.privacy
    categories = [Node("category", {"name": name, "value": values[name]}) for name in values]
    return [Node("privacy", content=categories)]


def change(service: Service, device: Device, iq: Node) -> list[Node]:
    """Settings, or tokens for contacts."""
    tokens = iq.child("tokens")
    if tokens:
        for token in tokens.all("token"):
            _give_token(service, device.account, token)
        return []
    categories = required(iq, "privacy").all("category")
    unknown = {it.get("name") for it in categories} - set(DEFAULTS)
    if unknown:
        raise WireError(f"there is no privacy setting {sorted(unknown)[0]}")
    device.account.privacy |= {it.get("name"): it.get("value") for it in categories}
    return settings(service, device, iq)


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


def blocklist(service: Service, device: Device, iq: Node) -> list[Node]:
    blocked = list(device.account.blocked)
    digest = hashlib.sha256(",".join(blocked).encode()).hexdigest()[:16]
    return [Node("list", {"dhash": digest}, [Node("item", {"jid": jid}) for jid in blocked])]


def block(service: Service, device: Device, iq: Node) -> list[Node]:
    item = required(iq, "item")
    jid = str(Jid.parse(item.get("jid")))
    if item.get("action") == "block":
        device.account.blocked[jid] = None
    else:
        device.account.blocked.pop(jid, None)
    return blocklist(service, device, iq)
