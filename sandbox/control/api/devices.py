"""Linked devices: by a QR code, by a pairing code, and gone again."""

from __future__ import annotations

import asyncio

from aiohttp import web

from sandbox.control import fields, picture
from sandbox.control.common import phone_of, success
from sandbox.people.errors import bad_request

routes = web.RouteTableDef()


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
    device = fields.whole(await fields.body(request), "device")
    (await phone_of(request)).unlink(device)
    return success()
