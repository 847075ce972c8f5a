"""The end of an account."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue

from app.errors import Refusal, refusal_of
from app.languages import _
from app.models import User
from app.services import users
from app.web import blueprint
from app.web.account.guard import prove, signed_in
from app.web.forms import answer, field, to
from app.web.viewer import sign_out
from botinstance.contract.problem import Problem


@blueprint.post("/account/delete")
@signed_in
def delete_account(user: User) -> ResponseReturnValue:
    try:
        if not field("sure"):
            raise Refusal(
                "invalid", 422, "Nothing was deleted: tick the box to say that you are sure."
            )
        prove(user)
        users.remove(user, user.username)
    except Problem as error:
        refusal = refusal_of(error)
        return answer("refused", refusal.said(), "web.account", refusal.status)
    sign_out()
    flash(_("Your account is deleted."), "done")
    return to("web.entry")
