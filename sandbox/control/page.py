"""The plain page: choose a phone, then hold it. Server-rendered; phone.js does the rest."""

from __future__ import annotations

from pathlib import Path

import jinja2
from aiohttp import web

from sandbox.control import api
from sandbox.people.errors import PhoneError

routes = web.RouteTableDef()

FOLDER = Path(__file__).parent
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER / "templates"), autoescape=True, trim_blocks=True
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; media-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


@routes.get("/")
async def choose(request: web.Request) -> web.StreamResponse:
    number = request.query.get("number", "").strip().removeprefix("+")
    if not number:
        return _choose(request)
    try:
        await request.app[api.PEOPLE].phone(number, request.query.get("name", "").strip()[:25])
    except PhoneError as reason:
        return _choose(request, str(reason))
    raise web.HTTPSeeOther(f"/phones/{number}")


@routes.get("/phones/{number}")
async def hold(request: web.Request) -> web.Response:
    try:
        return _render("phone.html", phone=await api.phone_of(request))
    except PhoneError as reason:
        return _choose(request, str(reason))


@routes.get(r"/static/{name:phone\.js|style\.css}")
async def static(request: web.Request) -> web.FileResponse:
    return web.FileResponse(FOLDER / "static" / request.match_info["name"])


def _choose(request: web.Request, error: str = "") -> web.Response:
    phones = request.app[api.PEOPLE].phones()
    return _render("choose.html", status=400 if error else 200, phones=phones, error=error)


def _render(template: str, status: int = 200, **values: object) -> web.Response:
    html = TEMPLATES.get_template(template).render(**values)
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    return web.Response(text=html, status=status, content_type="text/html", headers=headers)
