"""The first page: a voucher's code, or the key of a bot that one already has."""

from __future__ import annotations

import secrets

from flask import render_template, request
from werkzeug import Response

from app.errors import Refusal, refusal_of
from app.languages import N_
from app.services import access, sessions, vouchers
from app.web import blueprint, viewer
from app.web.forms import field, to
from botinstance.contract.problem import Problem, get_str

# What to do after a refusal, by its code.
NEXT = {
    "malformed_voucher": N_("Type all of it, as it stands on the card or in the message."),
    "voucher_not_found": N_(
        "Compare it letter by letter: there is no 0, O, 1, I, L or U in a code. If it is right, "
        "ask whoever gave it to you."
    ),
    "voucher_used": N_(
        "Was that you? Then your bot is there already: open it below with its key, or sign in. "
        "If not, ask whoever gave it to you for another voucher."
    ),
    "voucher_expired": N_("Ask whoever gave it to you for another one."),
    "voucher_revoked": N_(
        "The operator has taken it back. Ask whoever gave it to you for another one."
    ),
    "too_many_requests": N_("Nothing is lost: a right code works as soon as that time is over."),
    "session_not_found": N_("The key has 36 letters, digits and dashes. Copy all of it."),
    "claimed": N_("The key no longer opens it, so that nobody else can."),
}


@blueprint.get("/")
def entry() -> str:
    return _page()


@blueprint.post("/")
def redeem() -> str | Response | tuple[str, int]:
    who = viewer.viewer().user
    try:
        code = get_str({"code": field("code").strip()}, "code", most=64)
        # A form that is sent twice, or again after a lost answer, gives the same bot.
        once = field("once") or None
        return _opened(vouchers.redeem(code, None, request.remote_addr, once, who))
    except Problem as error:
        return _refused(error, "code")


@blueprint.post("/resume")
def resume() -> str | Response | tuple[str, int]:
    try:
        return _opened(access.by_key(field("key").strip(), viewer.viewer().user).id)
    except Problem as error:
        return _refused(error, "key")


def _opened(session_id: str) -> Response:
    viewer.hold(session_id)
    return to("web.bot", handle=sessions.find(session_id).handle)


def _page(refusal: Refusal | None = None, at: str = "") -> str:
    """`at` is the field that was refused."""
    return render_template(
        "entry.html",
        own=viewer.own_bots(),
        refusal=refusal,
        next=NEXT.get(refusal.code) if refusal else None,
        at=at,
        code=field("code"),
        once=field("once") or secrets.token_urlsafe(24),
    )


def _refused(error: Problem, at: str) -> tuple[str, int]:
    refusal = refusal_of(error)
    return _page(refusal, at), refusal.status
