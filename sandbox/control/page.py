"""The page: choose a phone, then hold it. Server-rendered; the scripts in static/ do the rest."""

from __future__ import annotations

import secrets
from pathlib import Path

import jinja2
from aiohttp import web

from sandbox.control.api.profile import NAME
from sandbox.control.common import PEOPLE, phone_of
from sandbox.people.errors import PhoneError
from sandbox.people.group import Group
from sandbox.people.phone import Phone

routes = web.RouteTableDef()

FOLDER = Path(__file__).parent
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

routes.static("/static", FOLDER / "static")


@routes.get("/")
async def choose(request: web.Request) -> web.StreamResponse:
    number = request.query.get("number", "").strip().removeprefix("+")
    if not number:
        return _choose(request)
    try:
        await request.app[PEOPLE].phone(number, request.query.get("name", "").strip()[:NAME])
    except PhoneError as reason:
        return _choose(request, str(reason))
    raise web.HTTPSeeOther(f"/phones/{number}")


@routes.get("/phones/{number}")
async def hold(request: web.Request) -> web.Response:
    try:
        return _render("phone.html", phone=await phone_of(request))
    except PhoneError as reason:
        return _choose(request, str(reason))


def _choose(request: web.Request, error: str = "") -> web.Response:
    phones = request.app[PEOPLE].phones()
    return _render(
        "choose.html",
        status=400 if error else 200,
        phones=phones,
        groups=_groups(phones),
        suggested=_fresh({phone.number for phone in phones}),
        initials=_initials,
        error=error,
    )


def _groups(phones: list[Phone]) -> list[tuple[Group, Phone]]:
    """Each once, with a phone that is in it."""
    found = {group.id: (group, phone) for phone in phones for group in phone.groups()}
    return list(found.values())


def _fresh(taken: set[str]) -> str:
    """A number that nobody has; 1 555 is no area's code."""
    while True:
        number = f"1555{secrets.randbelow(10**7):07}"
        if number not in taken:
            return number


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper() or "?"


def _render(template: str, status: int = 200, **values: object) -> web.Response:
    html = TEMPLATES.get_template(template).render(**values)
    return web.Response(text=html, status=status, content_type="text/html", headers=HEADERS)
