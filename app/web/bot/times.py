"""Moments and spans in the templates: each is true as it is drawn, and kept true by a script."""

from __future__ import annotations

from datetime import datetime

from flask_babel import format_time
from markupsafe import Markup

from app.clock import iso, now, seconds_left
from app.languages import _
from app.web import blueprint
from app.web.globals import UTC
from app.web.zone import zone

blueprint.app_template_global("iso")(iso)


@blueprint.app_template_global()
def seconds_between(start: datetime | str, end: datetime | str) -> int:
    """Whole seconds from one moment to another; as everywhere here, text is ISO 8601."""
    return max(0, round((_at(end) - _at(start)).total_seconds()))


@blueprint.app_template_global()
def clock(moment: datetime | str) -> Markup:
    """The time of day."""
    shown = format_time(_at(moment).astimezone(zone()), "medium", rebase=False)
    told = UTC if str(zone()) == "UTC" else ""
    html = '<time datetime="{}" data-local="time">{}{}</time>'
    return Markup(html).format(iso(_at(moment)), shown, told)


@blueprint.app_template_global()
def elapsed(start: datetime | str) -> Markup:
    """For how long since `start`."""
    return _counting(_at(start), "since", seconds_between(start, now()))


@blueprint.app_template_global()
def left(end: datetime | str) -> Markup:
    """For how long until `end`."""
    return _counting(_at(end), "until", seconds_left(_at(end)))


def _counting(moment: datetime, which: str, seconds: int) -> Markup:
    html = '<time class="number" datetime="{}" data-{}>{}</time>'
    return Markup(html).format(iso(moment), which, _("{seconds} s", seconds=seconds))


def _at(moment: datetime | str) -> datetime:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment
