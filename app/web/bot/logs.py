"""The logs of one bot."""

from __future__ import annotations

from flask import render_template

from app.services import access
from app.web import blueprint
from app.web.bot.facts import facts
from app.web.viewer import viewer


@blueprint.get("/bots/<handle>/logs")
def logs(handle: str) -> str:
    return render_template("bot/logs.html", **facts(access.find(viewer(), handle)))
