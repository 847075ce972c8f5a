"""The settings of one bot: one form, of which only what was changed in it is changed."""

from __future__ import annotations

from typing import Any

from flask import render_template
from werkzeug import Response

from app.languages import _
from app.models import BotSession
from app.services import access, bot_settings, features
from app.texts import bot_name
from app.web import blueprint
from app.web.bot import settings_form as form
from app.web.forms import answer
from app.web.live import parts
from app.web.viewer import viewer
from botinstance.contract import dashboard


@blueprint.get("/bots/<handle>/settings", endpoint="settings")
def page(handle: str) -> str:
    return _page(access.find(viewer(), handle))


@blueprint.post("/bots/<handle>/settings")
def save(handle: str) -> Response | tuple[str, int]:
    session = access.find(viewer(), handle)
    wrong = form.wrong()
    if wrong:
        return _page(session, wrong), 422
    return answer("done", _change(session), "web.settings", handle=handle)


def _change(session: BotSession) -> str:
    """Does it, and says what came of it."""
    changes, name, actor = form.changes(), form.new_name(), viewer().actor
    changed = bool(changes and bot_settings.change(session.id, changes, actor))
    if name is not None:
        changed |= bot_settings.rename(session.id, bot_name(name), actor)
    if not changed:
        return _("Nothing was changed: all of this holds already.")
    if features.in_force(session.id):
        return _("Saved, and the bot acts on it already.")
    return _("Saved. The bot acts on it as soon as it can.")


def _page(session: BotSession, wrong: dict[str, str] | None = None) -> str:
    titles = {name: _(title) for name, title in dashboard.TITLES.items()}
    return render_template(
        "bot/settings.html",
        **parts.told(("settings",), session),
        groups=form.groups(session, wrong),
        name=form.name_of(session, wrong),
        wrong=wrong or {},
        titles={**titles, form.NAME: _("Name of the bot")},
    )


def told(session: BotSession) -> dict[str, Any]:
    """What templates/bot/parts/settings.html is told beside `facts`."""
    shown = bot_settings.shown(session)
    return {"pending": [_(dashboard.TITLES[name]) for name in shown if shown[name].pending]}


parts.add("settings", told)
