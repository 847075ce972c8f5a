"""Measures of a bot's unit in words, and other small things that its templates say."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_timedelta
from babel.units import format_unit
from flask_babel import format_decimal, format_percent, get_locale
from markupsafe import Markup

from app.clock import from_unix, iso, now
from app.languages import _
from app.version import VERSION
from app.web import blueprint

MEBI = 1 << 20
UNITS = (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1))


def cpu_share(unit: dict[str, Any]) -> str | None:
    """How much of one processor the unit has used since it was started, such as `3%`."""
    if unit["cpu"] is None or not unit["since"]:
        return None
    share = unit["cpu"] / max(1.0, time.time() - unit["since"])
    return str(format_percent(share, "0%" if share >= 0.1 else "0.0%"))


def mebibytes(count: int) -> str:
    """Of bytes, as a whole number."""
    return str(format_decimal(round(count / MEBI)))


def since(moment: str | None, how: str = "") -> Markup | str:
    """A `<time>` that says the time gone by, with `how` "ago" as `3 minutes ago`; a script keeps
    it true. A dash for None. `moment` is ISO 8601."""
    if moment is None:
        return "–"
    gone = max(0, int((now() - datetime.fromisoformat(moment)).total_seconds()))
    shown = ago(gone) if how else duration(gone)
    return Markup('<time datetime="{}" data-since="{}">{}</time>').format(moment, how, shown)


def duration(seconds: int) -> str:
    """`1 day 2 hr`: the two largest units, as js/times.js says it."""
    first = next((i for i, (_unit, size) in enumerate(UNITS) if seconds >= size), len(UNITS) - 1)
    parts: list[str] = []
    for unit, size in UNITS[first : first + 2]:
        count, seconds = divmod(seconds, size)
        if count or not parts:
            parts.append(format_unit(count, f"duration-{unit}", "short", locale=get_locale()))
    return " ".join(parts)


def ago(seconds: int) -> str:
    """`3 minutes ago`: the largest unit, as js/times.js says it."""
    seconds = max(1, seconds)
    _unit, size = next((it for it in UNITS if seconds >= it[1]), UNITS[-1])
    gone = timedelta(seconds=-(seconds // size) * size)
    return format_timedelta(gone, threshold=1, add_direction=True, locale=get_locale())


def said(text: str | None) -> str:
    """`text`, of a table, in the language of the page: Jinja's own `_` would stumble over a %."""
    return _(text) if text else ""


@blueprint.app_context_processor
def _known() -> dict[str, Any]:
    return {
        "cpu_share": cpu_share,
        "mebibytes": mebibytes,
        "number": format_decimal,
        "moment": lambda seconds: iso(from_unix(seconds)),
        "since": since,
        "said": said,
        "version": VERSION,
    }
