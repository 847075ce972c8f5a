"""What every way of signing in ends with."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug import Response

from app.errors import Refusal
from app.models import User
from app.services import logins
from app.services.access import OPERATOR
from app.web.forms import field
from app.web.paths import ours
from app.web.viewer import login_token, sign_in


def arrive(user: User, method: str, message: str = "") -> Response:
    """Signs `user` in here, by `method` of services/logins.py, and goes on to where they came
    from, where `message` is told. Whoever was signed in here before is not any more."""
    logins.end(login_token())
    sign_in(logins.begin(user, request.user_agent.string, method))
    if message:
        flash(message, "done")
    return onward(user)


def onward(user: User) -> Response:
    """To the page that one came from; else operators to their side, others to their bots."""
    usual = "operator.overview" if user.role == OPERATOR else "web.bots"
    return redirect(ours(came_from()) or url_for(usual), code=303)


def came_from() -> str:
    return field("next") or request.args.get("next", "")


def refused(page: str, refusal: Refusal) -> tuple[str, int, dict[str, str]]:
    """The page that says so, as an answer."""
    return page, refusal.status, refusal.headers
