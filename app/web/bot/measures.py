"""Measures of a bot's unit in words, and other small things that its templates say."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from flask_babel import format_datetime, format_decimal, format_percent
from markupsafe import Markup

from app.clock import from_unix, iso
from app.languages import _
from app.version import VERSION
from app.web import blueprint

MEBI = 1 << 20


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
    """A `<time>` that a script says as the time gone by, with `how` "ago" as `3 minutes ago`; a
    dash for None. `moment` is ISO 8601."""
    if moment is None:
        return "–"
    shown = f"{format_datetime(datetime.fromisoformat(moment), 'medium')} UTC"
    return Markup('<time datetime="{}" data-since="{}">{}</time>').format(moment, how, shown)


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
