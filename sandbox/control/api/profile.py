"""What others see of a person, and whom the person does not want to hear."""

from __future__ import annotations

import asyncio

from aiohttp import web

from sandbox.control import fields, picture
from sandbox.control.common import phone_of, success
from sandbox.people.errors import bad_request, no_such

routes = web.RouteTableDef()

NAME, ABOUT = 25, 139  # characters that a real phone allows


@routes.get("/api/phones/{number}/profile")
async def shown(request: web.Request) -> web.Response:
    """`blocked` are the numbers of those that the person does not want to hear."""
    phone = await phone_of(request)
    url = f"/api/phones/{phone.number}/picture" if phone.picture else None
    blocked = sorted(phone.blocked)
    return success(name=phone.name, about=phone.about, picture_url=url, blocked=blocked)


@routes.get("/api/phones/{number}/picture")
async def shown_picture(request: web.Request) -> web.Response:
    jpeg = (await phone_of(request)).picture
    if jpeg is None:
        raise no_such("picture of this person")
    headers = {"Content-Type": "image/jpeg", "Cache-Control": "no-store"}
    return web.Response(body=jpeg, headers=headers)


@routes.post("/api/phones/{number}/profile")
async def profile(request: web.Request) -> web.Response:
    """`name`, `about` and `picture` (base64, or null for none), each only where it is given."""
    wish = await fields.body(request)
    if not {"name", "about", "picture"} & set(wish):
        raise bad_request("There is nothing to change: give 'name', 'about' or 'picture'.")
    name = fields.short(wish, "name", NAME)
    about = fields.short(wish, "about", ABOUT)
    if "name" in wish and not name:
        raise bad_request("'name' must not be empty.")
    jpeg = await portrait(wish, "picture")
    phone = await phone_of(request)
    if "name" in wish:
        await phone.rename(name)
    if "about" in wish:
        await phone.set_about(about)
    if "picture" in wish:
        await phone.set_picture(jpeg)
    return success()


@routes.post("/api/phones/{number}/appear")
async def appear(request: web.Request) -> web.Response:
    available = fields.flag(await fields.body(request), "available")
    await (await phone_of(request)).appear(available)
    return success()


@routes.post("/api/phones/{number}/block")
async def block(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    number, blocked = fields.number(wish, "number"), fields.flag(wish, "blocked", default=True)
    await (await phone_of(request)).block(number, blocked)
    return success()


async def portrait(wish: dict[str, object], key: str) -> bytes | None:
    """A picture of any kind as the square JPEG that WhatsApp keeps, or None. Raises PhoneError."""
    if wish.get(key) is None:
        return None
    return await asyncio.to_thread(picture.portrait, fields.blob(wish, key))
