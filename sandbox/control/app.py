"""The web application: API, page and their one script."""

from __future__ import annotations

from aiohttp import web

from sandbox.control import api, errors, page
from sandbox.people.people import People
from sandbox.people.transfer import LIMIT

BODY = LIMIT * 4 // 3 + (1 << 20)  # bytes: a file in base64, and the rest of its request


def create_app(people: People) -> web.Application:
    app = web.Application(middlewares=[errors.as_json, errors.same_origin], client_max_size=BODY)
    app[api.PEOPLE] = people
    app.add_routes(api.routes)
    app.add_routes(page.routes)
    app.on_shutdown.append(let_go)
    return app


async def let_go(app: web.Application) -> None:
    """Nobody shall wait for messages of phones that are being switched off."""
    for phone in app[api.PEOPLE].phones():
        phone.history.wake()
