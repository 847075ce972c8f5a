"""Signing in once with a link. Opening it uses nothing up: mail programs and messengers do so."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.errors import Refusal
from app.languages import _
from app.services import links, logins
from app.web import blueprint
from app.web.account.arrival import arrive, refused


@blueprint.get("/sign-in/<token>")
def sign_in_link(token: str) -> ResponseReturnValue:
    try:
        user = links.user_of(token)
    except Refusal as refusal:
        return _worth_nothing(refusal)
    return render_template("account/link.html", token_of_link=token, user=user)


@blueprint.post("/sign-in/<token>")
def use_sign_in_link(token: str) -> ResponseReturnValue:
    try:
        user = links.use(token)
    except Refusal as refusal:
        return _worth_nothing(refusal)
    message = _("You are signed in. Set a password in your account: the link is used up.")
    return arrive(user, logins.LINK, "" if user.password_hash else message)


def _worth_nothing(refusal: Refusal) -> ResponseReturnValue:
    return refused(render_template("account/link_used.html"), refusal)
