"""time: what time it is somewhere."""

from __future__ import annotations

from datetime import UTC, datetime

from botinstance.commands.utility import zones
from botinstance.context import Context


def run(context: Context) -> str:
    ask = f"{context.config.prefix}time Berlin"
    if not context.args:
        return f"{_shown(_now(), 'UTC')}\nFor a place: {ask}"
    place = zones.named(context.args, ask)
    local = _now().astimezone(place.zone)
    zone = f", {place.zone}" if "/" in str(place.zone) else ""
    return f"{_shown(local, place.name)} ({_offset(local)}{zone})"


def _shown(moment: datetime, name: str) -> str:
    return f"*{name}*: {moment:%H:%M, %A} {moment.day} {moment:%B %Y}"


def _offset(moment: datetime) -> str:
    text = f"{moment:%z}"
    return f"UTC{text[:3]}:{text[3:5]}"


def _now() -> datetime:
    return datetime.now(UTC)
