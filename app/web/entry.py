"""The first page: a voucher's code, or the key of a bot that one already has."""

from __future__ import annotations

import secrets

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from app.errors import Refusal, refusal_of
from app.services import access, sessions, vouchers
from app.web import blueprint, viewer
from app.web.forms import field, to
from botinstance.contract.problem import Problem, get_str


@blueprint.get("/")
def entry() -> str:
    return _page()


@blueprint.post("/")
def redeem() -> str | Response | tuple[str, int]:
    try:
        code = get_str({"code": field("code").strip()}, "code", most=64)
        # A form that is sent twice, or again after a lost answer, gives the same bot.
        once = field("once") or None
        return _opened(vouchers.redeem(code, None, request.remote_addr, once))
    except Problem as error:
        return _refused(error)


@blueprint.post("/resume")
def resume() -> str | Response | tuple[str, int]:
    try:
        return _opened(access.by_key(field("key").strip(), viewer.viewer().user).id)
    except Problem as error:
        return _refused(error)


@blueprint.get("/bots")
def bots() -> str | Response:
    """All bots of the viewer; where there is one, that one."""
    own = viewer.own_bots()
    if not own:
        return to("web.entry")
    if len(own) == 1:
        return redirect(url_for("web.bot", handle=own[0].handle))
    return render_template("bots.html", bots=own)


def _opened(session_id: str) -> Response:
    viewer.hold(session_id)
    return to("web.bot", handle=sessions.find(session_id).handle)


def _page(refusal: Refusal | None = None) -> str:
    return render_template(
        "entry.html",
        own=viewer.own_bots(),
        refusal=refusal,
        code=field("code"),
        once=field("once") or secrets.token_urlsafe(24),
    )


def _refused(error: Problem) -> tuple[str, int]:
    refusal = refusal_of(error)
    return _page(refusal), refusal.status
