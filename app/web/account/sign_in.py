"""Signing in with a password, and out."""

from __future__ import annotations

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug import Response

from app.errors import Refusal, refusal_of
from app.languages import _
from app.services import accounts, logins
from app.web import blueprint, viewer
from app.web.account.arrival import arrive, came_from, onward, refused
from app.web.forms import field, to
from app.web.paths import ours
from botinstance.contract.problem import Problem


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    user = viewer.viewer().user
    return onward(user) if user else _page()


@blueprint.post("/sign-in")
def sign_in_now() -> ResponseReturnValue:
    try:
        user = accounts.authenticate(field("username"), field("password"), request.remote_addr)
    except Problem as error:
        refusal = refusal_of(error)
        return refused(_page(refusal), refusal)
    return arrive(user, logins.PASSWORD)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    logins.end(viewer.login_token())
    viewer.sign_out()
    flash(_("You are signed out."), "done")
    return to("web.entry")


def _page(refusal: Refusal | None = None) -> str:
    return render_template(
        "account/sign_in.html",
        refusal=refusal,
        username=field("username"),
        next=ours(came_from()),
    )
