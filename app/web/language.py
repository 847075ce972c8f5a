"""Choosing the language of the pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import redirect, session, url_for
from werkzeug import Response

from app.languages import KEY
from app.web import blueprint
from app.web.forms import field
from botinstance.contract.languages import LANGUAGES


@blueprint.post("/language")
def language() -> Response:
    if field("language") in LANGUAGES:
        session.permanent = True
        session[KEY] = field("language")
    return redirect(_back(), code=303)


def _back() -> str:
    """The page that the form stood on: a path of ours, never another site."""
    path = urlsplit(field("back")).path
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if inside else url_for("web.entry")
