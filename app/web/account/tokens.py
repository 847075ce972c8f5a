"""Tokens for programs."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.errors import Refusal
from app.languages import _
from app.models import User
from app.services import api_tokens
from app.web import blueprint
from app.web.account.account import page
from app.web.account.arrival import refused
from app.web.account.guard import account_deed, signed_in
from app.web.forms import field


@blueprint.post("/account/tokens")
@signed_in
def make_token(user: User) -> ResponseReturnValue:
    """Answers with the page itself: a redirect would have to carry the token."""
    try:
        return page(user, new_token=api_tokens.make(user, field("name")))
    except Refusal as refusal:
        return refused(page(user, token_refusal=refusal, token_name=field("name")), refusal)


@account_deed("tokens/revoke")
def revoke_token(user: User) -> str:
    if not api_tokens.revoke(user, field("token")):
        raise Refusal("not_found", 404, "That token has been revoked already.")
    return _("The token is revoked: programs that use it are refused from now on.")
