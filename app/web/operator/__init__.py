"""The operator's side: everything at a glance, and what only an operator may do."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug import Response
from werkzeug.exceptions import NotFound

from app.web.forms import to
from app.web.viewer import viewer

blueprint = Blueprint("operator", __name__, url_prefix="/operator")


@blueprint.before_request
def _for_operators() -> Response | None:
    """Who is not signed in may sign in; to everybody else there is nothing here."""
    who = viewer()
    if who.operator:
        return None
    if who.user is None and request.method == "GET":
        return to("web.sign_in", next=url_for(str(request.endpoint), **(request.view_args or {})))
    raise NotFound


from app.web.operator import (  # noqa: E402
    audit,
    bots,
    called,
    deployments,
    doctor,
    overview,
    paper,
    settings,
    users,
    vouchers,
)

__all__ = [
    "audit",
    "blueprint",
    "bots",
    "called",
    "deployments",
    "doctor",
    "overview",
    "paper",
    "settings",
    "users",
    "vouchers",
]
