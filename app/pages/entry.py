"""The first page: a voucher's code, or the key of a bot that one already has."""

from __future__ import annotations

import secrets

from flask import render_template, request
from werkzeug import Response

from app.errors import Refusal, refusal_of
from app.pages import blueprint, keep
from app.services import sessions, vouchers
from botinstance.contract.problem import Problem, get_str


@blueprint.get("/")
def entry() -> str | Response:
    return _page()


@blueprint.post("/")
def redeem() -> str | Response | tuple[str, int]:
    try:
        code = get_str({"code": keep.field("code").strip()}, "code", most=64)
        # A form that is sent twice, or again after a lost answer, gives the same bot.
        once = keep.field("once") or None
        keep.remember(vouchers.redeem(code, None, request.remote_addr, once))
    except Problem as error:
        return _refused(error)
    return keep.to("bot")


@blueprint.post("/resume")
def resume() -> str | Response | tuple[str, int]:
    try:
        keep.remember(sessions.find(keep.field("key").strip()).id)
    except Problem as error:
        return _refused(error)
    return keep.to("bot")


@blueprint.post("/leave")
def leave() -> Response:
    keep.forget()
    return keep.to("entry")


def _page(refusal: Refusal | None = None) -> str:
    has_bot = True
    try:
        keep.current()
    except Refusal:
        has_bot = False
    return render_template(
        "entry.html",
        has_bot=has_bot,
        refusal=refusal,
        code=keep.field("code"),
        once=keep.field("once") or secrets.token_urlsafe(24),
    )


def _refused(error: Problem) -> tuple[str, int]:
    refusal = refusal_of(error)
    return _page(refusal), refusal.status
