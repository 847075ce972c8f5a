"""What every handler of the control API stands on."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.people.people import People
from sandbox.people.phone import Phone

PEOPLE = web.AppKey("people", People)


def success(**answer: Any) -> web.Response:
    return web.json_response({"success": True, **answer})


async def phone_of(request: web.Request, name: str = "") -> Phone:
    """The phone in the path, made on first use. Raises PhoneError."""
    return await request.app[PEOPLE].phone(request.match_info["number"], name)
