"""Moments as pages say them: the way a script says them in the reader's own zone, so that nothing
moves when it does."""

from __future__ import annotations

from datetime import datetime

from babel.dates import get_datetime_format
from flask_babel import format_date, format_time, get_locale
from markupsafe import Markup

from app.clock import iso
from app.web.zone import zone

_UTC = Markup("<noscript> UTC</noscript>")  # seen without scripts only


def parsed(moment: datetime | str) -> datetime:
    """`moment` is a datetime or, as everywhere in pages, ISO 8601."""
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment


def when(moment: datetime | str | None) -> Markup | str:
    """A `<time>` in the reader's own zone, or in UTC until that is known, which it is to scripts
    at once; a dash for None."""
    if moment is None:
        return "–"
    at = parsed(moment)
    return tag(at, day_and_time(at.astimezone(zone())), note=_note())


def clock(moment: datetime | str) -> Markup:
    """The time of day, as `when`."""
    at = parsed(moment)
    shown = format_time(at.astimezone(zone()), "medium", rebase=False)
    return tag(at, shown, "time", _note())


def day_and_time(at: datetime) -> str:
    """In the zone of `at`; put together as the language does."""
    text = str(get_datetime_format("medium", get_locale() or "en"))
    text = text.replace("{1}", format_date(at, "medium", rebase=False))
    return text.replace("{0}", format_time(at, "short", rebase=False))


def tag(at: datetime, shown: str, shape: str = "", note: str = "") -> Markup:
    """A `<time>` that a script says in the reader's own zone; `shape` is of js/times.js."""
    html = '<time datetime="{}" data-local="{}">{}{}</time>'
    return Markup(html).format(iso(at), shape, shown, note)


def _note() -> str:
    return _UTC if str(zone()) == "UTC" else ""
