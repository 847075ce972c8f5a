"""How the platform is."""

from __future__ import annotations

from flask import render_template

from app.web.operator import blueprint


@blueprint.get("/")
def overview() -> str:
    return render_template("operator/overview.html")
