"""The page of one bot: the way to it while it does not run yet, and how it is when it does."""

from __future__ import annotations

from flask import render_template, request

from app.services import access
from app.web import blueprint
from app.web.bot import way
from app.web.bot.facts import stage
from app.web.live import parts
from app.web.viewer import viewer

OVERVIEW = ("health", "pulse", "events", "controls")


@blueprint.get("/bots/<handle>")
def bot(handle: str) -> str:
    """With `?way` the end of the way is shown too: what to do with a bot that runs now."""
    session = access.find(viewer(), handle)
    if stage(session) != "run" or "way" in request.args:
        return way.page(session)
    return render_template("bot/overview.html", **parts.told(OVERVIEW, session))
