"""The parts of a bot's pages: their subject is its BotSession, their templates know its facts."""

from __future__ import annotations

from app.web.bot.facts import facts
from app.web.live.registry import Parts

_parts = Parts("bot", facts)
add, known, told, draw = _parts.add, _parts.known, _parts.told, _parts.draw
