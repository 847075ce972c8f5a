"""Accounts: who there is, in which role, and a link to sign in for who cannot."""

from __future__ import annotations

from flask import render_template, url_for
from werkzeug import Response

from app.errors import Refusal
from app.languages import _
from app.models import User
from app.services import links, users
from app.services.access import ROLES
from app.services.paging import page_of
from app.services.users import Account
from app.web.forms import answer, field
from app.web.operator import blueprint
from app.web.operator.asked import address, done, page_number, word
from app.web.viewer import viewer


@blueprint.get("/users", endpoint="users")
def listed() -> str:
    words = word("q")
    page = page_of(users.accounts(words), page_number())
    found = [Account(*row) for row in page.rows]
    asked = {"q": words} if words else {}
    return render_template("operator/users.html", page=page, accounts=found, asked=asked)


@blueprint.get("/users/<name>")
def user(name: str) -> str:
    return _page(users.find(name))


@blueprint.post("/users/<name>/link")
def link_user(name: str) -> str:
    """The link is shown on this answer, and never again."""
    user = users.find(name)
    path = url_for("web.sign_in_link", token=links.make(user, viewer().actor))
    return _page(user, f"{address()}{path}")


@blueprint.post("/users/<name>/role")
def change_role(name: str) -> Response:
    def work() -> str:
        users.set_role(users.find(name), field("role"), viewer().actor)
        return _("The role is changed. Who was signed in signs in again.")

    return done(work, "operator.user", name=name)


@blueprint.post("/users/<name>/remove")
def remove_user(name: str) -> Response:
    user = users.find(name)
    if not field("sure"):
        sentence = _("Nothing was deleted: tick the box if you are sure.")
        return answer("refused", sentence, "operator.user", 422, name=name)

    try:
        users.remove(user, viewer().actor)
    except Refusal as refusal:
        return answer("refused", refusal.said(), "operator.user", refusal.status, name=name)
    return answer("done", _("The account is deleted."), "operator.users")


def _page(user: User, link: str = "") -> str:
    (found,) = [one for one in users.listing(user.username) if one.user.id == user.id]
    return render_template("operator/user.html", account=found, roles=ROLES, link=link)
