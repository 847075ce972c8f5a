"""Which phones there are."""

from __future__ import annotations

from aiohttp import web

from sandbox.control import fields, shapes
from sandbox.control.api.profile import NAME
from sandbox.control.common import PEOPLE, phone_of, success

routes = web.RouteTableDef()


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
    return success(**shapes.phone(await phone_of(request, name[:NAME])))


@routes.post("/api/phones/{number}/reinstall")
async def reinstall(request: web.Request) -> web.Response:
    """As on a new device: another identity, and no linked devices."""
    await (await phone_of(request)).reinstall()
    return success()
