"""Chats as a phone's screen lists and shows them."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.control import fields, shapes
from sandbox.control.common import PEOPLE, phone_of, success
from sandbox.control.conversation import Log, Names, is_group, presence, title, unread, waiting
from sandbox.people.errors import PhoneError
from sandbox.people.phone import Phone
from sandbox.wire.jid import NUMBER

routes = web.RouteTableDef()

NEWEST = 100  # messages of a chat that are shown at first
MOST = 1000
ONE = rf"/api/phones/{{number}}/chats/{{chat:{NUMBER.pattern}|[0-9-]+@g\.us}}"


def names_of(request: web.Request) -> Names:
    known = {phone.number: phone.name for phone in request.app[PEOPLE].phones()}
    return lambda number: known.get(number, f"+{number}")


@routes.get("/api/phones/{number}/chats")
async def chats(request: web.Request) -> web.Response:
    """Those with the newest messages first; a group without messages is one too."""
    phone = await phone_of(request)
    log = Log(phone, names_of(request))
    found = [_chat(log, chat) for chat in log.shown]
    found += [_empty(shapes.group(g)) for g in phone.groups() if g.id not in log.shown]
    return success(chats=sorted(found, key=lambda shape: float(shape["at"]), reverse=True))


@routes.get(ONE)
async def chat(request: web.Request) -> web.Response:
    """The newest messages, oldest first, each with what became of it."""
    phone, which = await phone_of(request), request.match_info["chat"]
    limit = int(fields.query_number(request, "limit", MOST)) or NEWEST
    names = names_of(request)
    log = Log(phone, names)
    entries = log.shown.get(which, [])
    return success(
        chat=which,
        name=title(phone, which, names),
        group=_group(phone, which),
        presence=presence(phone, which),
        messages=[log.message(entry) for entry in entries[-limit:]],
        earlier=max(0, len(entries) - limit),
        unread=len(unread(phone.number, entries)),
    )


@routes.post(ONE + "/read")
async def read(request: web.Request) -> web.Response:
    """All of it: its writers are told."""
    phone, which = await phone_of(request), request.match_info["chat"]
    entries = Log(phone, str).shown.get(which, [])
    fresh = unread(phone.number, entries)
    for entry in fresh:
        await phone.read(entry.id)
    return success(read=len(fresh))


def _chat(log: Log, chat: str) -> dict[str, Any]:
    entries = log.shown[chat]
    return {
        "chat": chat,
        "name": title(log.phone, chat, log.names),
        "group": is_group(chat),
        "last": log.message(entries[-1]),
        "unread": waiting(log.phone.number, entries),
        "at": entries[-1].at,
    }


def _empty(group: dict[str, Any]) -> dict[str, Any]:
    return {
        "chat": group["id"],
        "name": group["subject"],
        "group": True,
        "last": None,
        "unread": 0,
        "at": group["created"],
    }


def _group(phone: Phone, chat: str) -> dict[str, Any] | None:
    if not is_group(chat):
        return None
    try:
        return shapes.group(phone.group(chat))
    except PhoneError:  # it has left
        return None
