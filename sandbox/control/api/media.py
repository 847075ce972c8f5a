"""The files of messages, as a browser shows or saves them."""

from __future__ import annotations

import re

from aiohttp import web

from sandbox.control.common import phone_of
from sandbox.people.errors import no_such

routes = web.RouteTableDef()

MIMETYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z0-9-]+=[a-z0-9.,+-]+)*", re.IGNORECASE)
SHOWN = ("image/", "audio/", "video/")  # what a browser may show instead of saving


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
