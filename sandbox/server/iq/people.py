"""What people say of themselves: a line about them, and a code by which others find them."""

from __future__ import annotations

import json
import secrets
import time

from sandbox.server import announce
from sandbox.server.accounts import Device
from sandbox.server.answer import NOT_FOUND, IqError, required
from sandbox.server.service import Service
from sandbox.server.visibility import ABOUT
from sandbox.wire.errors import WireError
from sandbox.wire.node import Node

# Queries of GraphQL go by number: tulir/whatsmeow, user.go; WhiskeySockets/Baileys, Types/Mex.
SET_ABOUT = "9152604461510864"
ANSWERS = {
    "23983697327930364": {"xwa2_fetch_account_reachout_timelock": {"is_active": False}},
    "24503548349331633": {"xwa2_message_capping_info": {"capping_status": "NONE"}},
}


def set_about(service: Service, device: Device, iq: Node) -> list[Node]:
    _say(service, device, required(iq, "status").data.decode("utf-8", "replace"))
    return []


def status_privacy(service: Service, device: Device, iq: Node) -> list[Node]:
    """Who is sent the asker's stories: all contacts."""
    return [Node("privacy", content=[Node("list", {"type": "contacts", "default": "true"})])]


def mex(service: Service, device: Device, iq: Node) -> list[Node]:
    """GraphQL in an envelope. Raises WireError."""
    query = required(iq, "query")
    if query.get("query_id") == SET_ABOUT:
        _say(service, device, _about(query.data))
    data = ANSWERS.get(query.get("query_id"), {})
    return [Node("result", content=json.dumps({"data": data}).encode())]


def set_disappearing(service: Service, device: Device, iq: Node) -> list[Node]:
    """How long messages stay in the asker's new chats, in seconds."""
    duration = required(iq, "disappearing_mode").get("duration") or "0"
    if not duration.isdecimal():
        raise WireError("a duration is a number of seconds")
    account = device.account
    account.disappearing, account.disappearing_at = int(duration), int(time.time())
    service.changed(account)
    return []


def contact_code(service: Service, device: Device, iq: Node) -> list[Node]:
    """The code behind the asker's own QR for others to scan; `revoke` makes a new one."""
    account = device.account
    if not account.code or required(iq, "qr").get("action") == "revoke":
        account.code = secrets.token_hex(8).upper()
        service.changed(account)
    return [Node("qr", {"type": "contact", "code": account.code})]


def resolve_code(service: Service, device: Device, iq: Node) -> list[Node]:
    """Whose code it is. Raises IqError."""
    code = required(iq, "qr").get("code")
    found = next((it for it in service.directory if code and it.code == code), None)
    if found is None:
        raise IqError(*NOT_FOUND)
    attrs = {"type": "contact", "jid": str(found.jid(service.addressing)), "notify": found.name}
    return [Node("qr", attrs)]


def _about(query: bytes) -> str:
    try:
        text = json.loads(query)["variables"]["input"]["text"]
    except (ValueError, KeyError, TypeError):
        raise WireError("the line about somebody is missing") from None
    return text if isinstance(text, str) else ""


def _say(service: Service, device: Device, text: str) -> None:
    account = device.account
    account.about, account.about_at = text, int(time.time())
    service.changed(account)
    announce.to_own(service, device, Node("status"))
    announce.to_watchers(service, account, "status", Node("set", content=text.encode()), ABOUT)
