"""The page of one's own account."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.errors import Refusal
from app.languages import _
from app.models import User
from app.services import access, api_tokens, logins, passwords
from app.services.access import Viewer
from app.web import blueprint
from app.web.account.agents import described
from app.web.account.guard import account_deed, must_prove, signed_in
from app.web.forms import field
from app.web.viewer import login, login_token, viewer


def page(user: User, **more: Any) -> str:
    here = login()
    return render_template(
        "account/account.html",
        user=user,
        bots=access.own(Viewer(user)),
        loose=access.unclaimed(viewer()),
        logins=logins.of_user(user),
        here=here.id if here else None,
        described=described,
        tokens=api_tokens.of_user(user),
        must_prove=must_prove(user),
        least=passwords.LEAST,
        most=passwords.MOST,
        **more,
    )


@blueprint.get("/account")
@signed_in
def account(user: User) -> ResponseReturnValue:
    return page(user)


@account_deed("sign-out")
def end_login(user: User) -> str:
    """One browser, or all but this one."""
    if not field("login"):
        logins.end_others(user, login_token())
        return _("You are signed out everywhere else.")
    if not logins.end_one(user, field("login")):
        raise Refusal("not_found", 404, "That browser is signed out already.")
    return _("That browser is signed out.")
