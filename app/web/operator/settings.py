"""The platform's settings, and where each comes from."""

from __future__ import annotations

from flask import render_template

from app import settings
from app.runtime import settings as in_force
from app.web.operator import blueprint


@blueprint.get("/settings", endpoint="settings")
def listed() -> str:
    rows = [
        {
            "variable": settings.variable(setting.name),
            "value": settings.shown(setting, in_force()),
            "secret": bool(setting.metadata.get("secret")),
            "source": settings.source(setting),
            "help": setting.metadata["help"],
        }
        for setting in settings.table()
    ]
    return render_template("operator/settings.html", rows=rows)
