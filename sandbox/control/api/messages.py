"""Messages: written, changed, taken back, answered and read."""

from __future__ import annotations

from aiohttp import web

from sandbox.control import fields, shapes
from sandbox.control.common import phone_of, success
from sandbox.people.errors import bad_request
from sandbox.people.history import Entry

routes = web.RouteTableDef()

WAIT = 30.0  # seconds that a request for messages may wait
IDS = 2.0**53
TYPING = ("composing", "recording", "paused")


def sent(entry: Entry) -> web.Response:
    return success(id=entry.id, message_id=entry.message_id)


@routes.get("/api/phones/{number}/messages")
async def messages(request: web.Request) -> web.Response:
    since = int(fields.query_number(request, "since", IDS))
    wait = fields.query_number(request, "wait", WAIT)
    holder = await phone_of(request)
    entries = await holder.history.wait(since, wait)
    return success(messages=[shapes.message(holder, e) for e in entries])


@routes.post("/api/phones/{number}/send")
async def send(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    to = fields.address(wish, "to")
    text, media = fields.optional_text(wish, "text"), fields.media(wish)
    if not text and media is None:
        raise bad_request("There is nothing to send: 'text', 'media' or both are missing.")
    quoted = fields.optional_int(wish, "quoted")
    mentions = fields.numbers(wish, "mentions")
    once = fields.flag(wish, "view_once")
    if once and (media is None or media.kind not in ("image", "video", "audio")):
        raise bad_request("'view_once' is for an image, a video or a voice note.")
    phone = await phone_of(request)
    return sent(await phone.send(to, text, media, quoted, mentions=mentions, view_once=once))


@routes.post("/api/phones/{number}/react")
async def react(request: web.Request) -> web.Response:
    """An empty `emoji` takes the reaction back."""
    wish = await fields.body(request)
    message, emoji = fields.whole(wish, "message"), fields.optional_text(wish, "emoji")
    return sent(await (await phone_of(request)).react(message, emoji))


@routes.post("/api/phones/{number}/edit")
async def edit(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    message, text = fields.whole(wish, "message"), fields.text(wish, "text")
    return sent(await (await phone_of(request)).edit(message, text))


@routes.post("/api/phones/{number}/revoke")
async def revoke(request: web.Request) -> web.Response:
    message = fields.whole(await fields.body(request), "message")
    return sent(await (await phone_of(request)).revoke(message))


@routes.post("/api/phones/{number}/poll")
async def poll(request: web.Request) -> web.Response:
    """`selectable`: how many options a person may choose; 0 for any number."""
    wish = await fields.body(request)
    to, question = fields.address(wish, "to"), fields.text(wish, "question")
    options = fields.texts(wish, "options")
    selectable = 1 if wish.get("selectable") is None else fields.whole(wish, "selectable")
    if not 2 <= len(options) <= 12 or len(set(options)) != len(options):
        raise bad_request("'options' must be 2 to 12 texts, all of them different.")
    if not 0 <= selectable <= len(options):
        raise bad_request(f"'selectable' must be a number from 0 to {len(options)}.")
    return sent(await (await phone_of(request)).send_poll(to, question, options, selectable))


@routes.post("/api/phones/{number}/vote")
async def vote(request: web.Request) -> web.Response:
    """No options take the vote back."""
    wish = await fields.body(request)
    message, options = fields.whole(wish, "message"), fields.texts(wish, "options")
    return sent(await (await phone_of(request)).vote(message, options))


@routes.post("/api/phones/{number}/location")
async def location(request: web.Request) -> web.Response:
    """Latitude and longitude in degrees."""
    wish = await fields.body(request)
    to, name = fields.address(wish, "to"), fields.optional_text(wish, "name")
    latitude = fields.degrees(wish, "latitude", 90)
    longitude = fields.degrees(wish, "longitude", 180)
    return sent(await (await phone_of(request)).send_location(to, latitude, longitude, name))


@routes.post("/api/phones/{number}/contact")
async def contact(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    to, name = fields.address(wish, "to"), fields.text(wish, "name")
    number = fields.number(wish, "number")
    return sent(await (await phone_of(request)).send_contact(to, name, number))


@routes.post("/api/phones/{number}/typing")
async def typing(request: web.Request) -> web.Response:
    wish = await fields.body(request)
    to, state = fields.address(wish, "to"), fields.text(wish, "state")
    if state not in TYPING:
        raise bad_request(f"'state' must be one of {', '.join(TYPING)}.")
    await (await phone_of(request)).typing(to, state)
    return success()


@routes.post("/api/phones/{number}/call")
async def call(request: web.Request) -> web.Response:
    to = fields.number(await fields.body(request), "to")
    return success(call=await (await phone_of(request)).ring(to))


@routes.post("/api/phones/{number}/read")
async def read(request: web.Request) -> web.Response:
    message = fields.whole(await fields.body(request), "message")
    await (await phone_of(request)).read(message)
    return success()
