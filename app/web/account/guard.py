"""What only those who are signed in may do with their account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app.errors import refusal_of
from app.models import User
from app.services import accounts, logins
from app.web import blueprint
from app.web.forms import answer, field, to
from app.web.viewer import login, viewer
from botinstance.contract.problem import Problem

View = Callable[[User], ResponseReturnValue]
Act = Callable[[User], str]


def signed_in(view: View) -> Callable[[], ResponseReturnValue]:
    """Whoever is not signed in may sign in, and comes back."""

    @wraps(view)
    def handler() -> ResponseReturnValue:
        user = viewer().user
        return view(user) if user else to("web.sign_in", next=url_for("web.account"))

    return handler


def account_deed(rule: str) -> Callable[[Act], Act]:
    """A form of the account's page, posted to /account/`rule`: its handler gets the user, and
    returns a sentence for that page."""

    def decorate(act: Act) -> Act:
        @wraps(act)
        def view(user: User) -> ResponseReturnValue:
            try:
                return answer("done", act(user), "web.account")
            except Problem as error:
                refusal = refusal_of(error)
                return answer("refused", refusal.said(), "web.account", refusal.status)

        blueprint.add_url_rule(f"/account/{rule}", view_func=signed_in(view), methods=["POST"])
        return act

    return decorate


def must_prove(user: User) -> bool:
    """Whether great changes ask for the password: if there is one, and no link let them in now."""
    here = login()
    fresh = here is not None and logins.is_fresh_link(here)
    return user.password_hash is not None and not fresh


def prove(user: User) -> None:
    """That it is `user` who sits there, by the field "password". Raises Refusal (403, 429)."""
    if must_prove(user):
        accounts.confirm(user, field("password"), request.remote_addr)
