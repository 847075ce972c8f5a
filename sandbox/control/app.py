"""The web application: the API, and the page on top of it."""

from __future__ import annotations

from aiohttp import web

from sandbox.control import errors, faults, page
from sandbox.control.api.events import ENDING, LIFE, new_life
from sandbox.control.api.routes import add_routes
from sandbox.control.common import PEOPLE
from sandbox.people.people import People
from sandbox.people.transfer import LIMIT
from sandbox.server.faults.desk import Faults

BODY = LIMIT * 4 // 3 + (1 << 20)  # bytes: a file in base64, and the rest of its request


def create_app(people: People, bad_day: Faults) -> web.Application:
    app = web.Application(middlewares=[errors.as_json, errors.same_origin], client_max_size=BODY)
    app[PEOPLE] = people
    app[faults.FAULTS] = bad_day
    app[LIFE], app[ENDING] = new_life(), set()
    add_routes(app)
    app.add_routes(faults.routes)
    app.add_routes(page.routes)
    app.on_shutdown.append(let_go)
    return app


async def let_go(app: web.Application) -> None:
    """Nobody shall wait for what happens to phones that are being switched off."""
    for phone in app[PEOPLE].phones():
        app[ENDING].add(phone)
        phone.history.wake()
        phone.feed.wake()
