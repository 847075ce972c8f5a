"""The control API: everything that a person does with a phone."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiohttp import web

from sandbox.control import fields, picture, shapes
from sandbox.control.errors import error
from sandbox.people.errors import bad_request, no_such
from sandbox.people.people import People, check_number
from sandbox.people.phone import Phone

routes = web.RouteTableDef()

PEOPLE = web.AppKey("people", People)
WAIT = 30.0  # seconds that a request for messages may wait
IDS = 2.0**53
MIMETYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z0-9-]+=[a-z0-9.,+-]+)*", re.IGNORECASE)
SHOWN = ("image/", "audio/", "video/")  # what a browser may show instead of saving


def success(**answer: Any) -> web.Response:
    return web.json_response({"success": True, **answer})


async def phone_of(request: web.Request, name: str = "") -> Phone:
    """The phone in the path, made on first use. Raises PhoneError."""
    return await request.app[PEOPLE].phone(request.match_info["number"], name)


@routes.get("/api/phones")
async def phones(request: web.Request) -> web.Response:
    return success(phones=[shapes.phone(p) for p in request.app[PEOPLE].phones()])


@routes.get("/api/phones/{number}")
async def phone(request: web.Request) -> web.Response:
    return success(**shapes.phone(await phone_of(request)))


@routes.post("/api/phones/{number}")
async def open_phone(request: web.Request) -> web.Response:
    """Made with the name of its person, if it is new."""
    name = fields.optional_text(await fields.body(request), "name")
    return success(**shapes.phone(await phone_of(request, name[:25])))


@routes.post("/api/phones/{number}/scan")
async def scan(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    text = fields.optional_text(wish, "qr")
    if not text:
        if "image" not in wish:
            raise bad_request("'qr', the text of the code, or 'image', a picture, is missing.")
        text = await asyncio.to_thread(picture.qr_text, fields.blob(wish, "image"))
    return success(device=await (await phone_of(request)).scan(text))


@routes.post("/api/phones/{number}/enter-code")
async def enter_code(request: web.Request) -> web.Response:
    code = fields.text(await fields.body(request), "code")
    return success(device=await (await phone_of(request)).enter_code(code))


@routes.post("/api/phones/{number}/unlink")
async def unlink(request: web.Request) -> web.Response:
    device = fields.optional_int(await fields.body(request), "device")
    if device is None:
        raise bad_request("'device', the number of a linked device, is missing.")
    (await phone_of(request)).unlink(device)
    return success()


@routes.post("/api/phones/{number}/send")
async def send(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    to = check_number(fields.text(wish, "to").removeprefix("+"))
    text, media = fields.optional_text(wish, "text"), fields.media(wish)
    if not text and media is None:
        raise bad_request("There is nothing to send: 'text', 'media' or both are missing.")
    quoted = fields.optional_int(wish, "quoted")
    entry = await (await phone_of(request)).send(to, text, media, quoted)
    return success(id=entry.id, message_id=entry.message_id)


@routes.get("/api/phones/{number}/messages")
async def messages(request: web.Request) -> web.Response:
    since = int(fields.query_number(request, "since", IDS))
    wait = fields.query_number(request, "wait", WAIT)
    holder = await phone_of(request)
    entries = await holder.history.wait(since, wait)
    return success(messages=[shapes.message(holder, e) for e in entries])


@routes.get("/api/phones/{number}/media/{id:[0-9]{1,15}}")
async def media_of(request: web.Request) -> web.Response:
    entry = (await phone_of(request)).history.get(int(request.match_info["id"]))
    if entry is None or entry.media is None:
        raise no_such("such file on this phone (any more)")
    mimetype = entry.media.mimetype
    if not MIMETYPE.fullmatch(mimetype):
        mimetype = "application/octet-stream"
    headers = {
        "Content-Type": mimetype,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    if not mimetype.startswith(SHOWN):
        headers["Content-Disposition"] = "attachment"
    return web.Response(body=entry.media.data, headers=headers)


@routes.post("/api/groups")
@routes.post("/api/faults")
async def not_yet(request: web.Request) -> web.Response:
    return error(501, "not_implemented", f"The sandbox cannot do {request.path[5:]} yet.")
