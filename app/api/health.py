"""Whether the web process can do its work."""

from __future__ import annotations

from flask import Response
from sqlalchemy import text

from app.api import blueprint
from app.api.answers import ok
from app.db import db


@blueprint.get("/healthz")
def healthz() -> Response:
    """503 `database_unavailable` when the database does not answer."""
    db.session.execute(text("SELECT 1"))
    return ok(database="ok")
