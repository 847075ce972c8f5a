"""The activity of one bot: its page, and the last day for its overview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request

from app.languages import _
from app.models import BotSession
from app.services import access
from app.services.activity import DAY, SPANS, Series, Span, series
from app.web import blueprint, plots
from app.web.live import parts
from app.web.plots import words
from app.web.viewer import viewer
from app.web.zone import zone

PULSE_HEIGHT = 96  # pixels


@blueprint.get("/bots/<handle>/activity")
def activity(handle: str) -> str:
    session = access.find(viewer(), handle)
    span = SPANS.get(request.args.get("span", ""), DAY)
    told = parts.told([_part(span)], session)
    return render_template("bot/activity.html", span=span.name, **told)


def _part(span: Span) -> str:
    """One part for each span: a part is asked for by its name alone."""
    return f"activity-{span.name}"


def _told(span: Span) -> Callable[[BotSession], dict[str, Any]]:
    def tell(session: BotSession) -> dict[str, Any]:
        found = series(session, span, zone())
        return {
            "series": found,
            "messages": plots.messages(found),
            "messages_said": words.messages_in_short(found),
            "commands": _commands(found),
            "replies": plots.reply_times(found),
            "replies_said": words.replies_in_short(found),
            "errors": plots.errors(found),
            "errors_said": words.errors_in_short(found),
            "words": words,
        }

    return lambda session: {"activity": tell(session)}


def _commands(found: Series) -> list[tuple[str, int]]:
    """Name and uses; the last row may stand for all that are not named."""
    rows = list(found.by_command)
    count, uses = found.others
    if count:
        rows.append((_("others ({count})", count=count), uses))
    return rows


def _pulse(session: BotSession) -> dict[str, Any]:
    found = series(session, DAY, zone())
    return {
        "pulse": {
            "series": found,
            "plot": plots.messages(found, PULSE_HEIGHT),
            "said": words.messages_in_short(found),
            "zone": words.zone_in_short(found),
        }
    }


parts.add("pulse", _pulse)
for span in SPANS.values():
    parts.add(_part(span), _told(span))
