"""Choosing the language of the pages."""

from __future__ import annotations

from flask import redirect, session, url_for
from werkzeug import Response

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
    return redirect(ours(field("back")) or url_for("web.entry"), code=303)
