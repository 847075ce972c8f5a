"""Keeping a bot in an account, and giving it back to whoever has its key."""

from __future__ import annotations

from app.languages import _
from app.models import BotSession
from app.services import access
from app.web.forms import deed
from app.web.viewer import hold, viewer


@deed("claim")
def claim(session: BotSession) -> str:
    access.claim(viewer(), session)
    return _("The bot is kept in your account. Its key opens nothing any more.")


@deed("give-back")
def give_back(session: BotSession) -> str:
    access.give_back(viewer(), session)
    hold(session.id)
    return _("The bot is in no account any more: whoever has its key can open it. Note the key.")
