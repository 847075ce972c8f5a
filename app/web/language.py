"""Choosing the language of the pages."""

from __future__ import annotations

from flask import current_app, redirect, session, url_for
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from app.languages import KEY
from app.web import blueprint
from app.web.forms import field
from app.web.paths import ours
from botinstance.contract.languages import LANGUAGES


@blueprint.post("/language")
def language() -> Response:
    if field("language") in LANGUAGES:
        session.permanent = True
        session[KEY] = field("language")
    return redirect(_back() or url_for("web.entry"), code=303)


def _back() -> str | None:
    """The page that the form stood on, if it can be loaded: some are the answer to a form."""
    path = ours(field("back"))
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return None
    return path
