"""timezone: which time zone the times in a chat are meant in."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from botinstance.commands.group import automute, schedule
from botinstance.commands.owner.common import need_say
from botinstance.commands.utility import zones
from botinstance.context import Context, UserError


def run(context: Context) -> str:
    settings, use = context.state.settings, f"{context.config.prefix}timezone"
    if not context.args:
        name = settings.text("timezone", context.chat) or "UTC"
        return f"{_told(name)} Change it with {use} and a big city, such as {use} Madrid"
    place = zones.named(context.args, f"{use} Madrid")
    need_say(context)
    name = _name(place.zone)
    settings.set("timezone", name, context.chat)
    automute.replan(context, context.chat)
    schedule.replan(context, context.chat)
    return _told(name)


def _name(zone: tzinfo) -> str:
    """Of a zone that ZoneInfo knows. Raises UserError."""
    if isinstance(zone, ZoneInfo):
        return zone.key
    offset = zone.utcoffset(None) or timedelta()
    hours, rest = divmod(offset, timedelta(hours=1))
    if rest:
        raise UserError("I know no zone with such an offset by name: write a city in it instead.")
    # the signs of these names are the other way round from what everybody writes
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def _told(name: str) -> str:
    now = datetime.now(ZoneInfo(name))
    offset = f"{now:%z}"
    return (
        f"The time zone of this chat is {name}, where it is {now:%H:%M} "
        f"(UTC{offset[:3]}:{offset[3:5]})."
    )
