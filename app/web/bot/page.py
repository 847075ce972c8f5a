"""The page of one bot: the way to it while it does not run yet, and how it is when it does."""

from __future__ import annotations

from flask import render_template

from app.services import access
from app.web import blueprint
from app.web.bot.facts import facts
from app.web.live import parts
from app.web.viewer import viewer

for name in ("head", "way", "health"):
    parts.add(name)


@blueprint.get("/bots/<handle>")
def bot(handle: str) -> str:
    session = access.find(viewer(), handle)
    told = facts(session)
    page = "bot/overview.html" if told["stage"] == "run" else "bot/way.html"
    return render_template(page, **told)
