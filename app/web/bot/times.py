"""Moments and spans in the templates: each is true as it is drawn, and kept true by a script."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from app.clock import iso, now, seconds_left
from app.languages import _
from app.web import blueprint
from app.web.moments import clock, parsed

blueprint.app_template_global("iso")(iso)
blueprint.app_template_global("clock")(clock)


@blueprint.app_template_global()
def seconds_between(start: datetime | str, end: datetime | str) -> int:
    """Whole seconds from one moment to another; as everywhere here, text is ISO 8601."""
    return max(0, round((parsed(end) - parsed(start)).total_seconds()))


@blueprint.app_template_global()
def elapsed(start: datetime | str) -> Markup:
    """For how long since `start`."""
    return _counting(parsed(start), "since", seconds_between(start, now()))


@blueprint.app_template_global()
def left(end: datetime | str) -> Markup:
    """For how long until `end`."""
    return _counting(parsed(end), "until", seconds_left(parsed(end)))


def _counting(moment: datetime, which: str, seconds: int) -> Markup:
    html = '<time class="number" datetime="{}" data-{}>{}</time>'
    return Markup(html).format(iso(moment), which, _("{seconds} s", seconds=seconds))
