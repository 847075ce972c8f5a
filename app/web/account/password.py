"""A new password."""

from __future__ import annotations

from app.errors import Refusal
from app.languages import _
from app.models import User
from app.services import accounts
from app.web.account.guard import account_deed, prove
from app.web.forms import field
from app.web.viewer import login_token


def chosen() -> str:
    """The new password, typed twice. Raises Refusal (422)."""
    if field("new") != field("again"):
        raise Refusal("invalid", 422, "The two passwords are not the same. Type them again.")
    return field("new")


@account_deed("password")
def change_password(user: User) -> str:
    wanted = chosen()
    prove(user)
    accounts.set_password(user, wanted, user.username, login_token())
    return _("The password is set. Everywhere else you are signed out.")
