"""Making an account."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.errors import Refusal, refusal_of
from app.languages import _
from app.services import access, accounts, logins, passwords
from app.services.access import Viewer
from app.web import blueprint
from app.web.account.arrival import arrive, came_from, onward, refused
from app.web.account.password import chosen
from app.web.forms import field
from app.web.paths import ours
from app.web.viewer import viewer
from botinstance.contract.problem import Problem


@blueprint.get("/account/new")
def new_account() -> ResponseReturnValue:
    user = viewer().user
    return onward(user) if user else _page()


@blueprint.post("/account/new")
def make_account() -> ResponseReturnValue:
    try:
        user = accounts.sign_up(field("username"), chosen(), request.remote_addr)
    except Problem as error:
        refusal = refusal_of(error)
        return refused(_page(refusal), refusal)
    if field("keep"):
        owner = Viewer(user, viewer().held)
        for bot in access.unclaimed(owner):
            access.claim(owner, bot)
    return arrive(user, logins.NEW, _("Your account is made, and you are signed in."))


def _page(refusal: Refusal | None = None) -> str:
    return render_template(
        "account/new.html",
        refusal=refusal,
        username=field("username"),
        next=ours(came_from()),
        loose=access.unclaimed(viewer()),
        keep=request.method == "GET" or bool(field("keep")),
        least=passwords.LEAST,
        most=passwords.MOST,
    )
