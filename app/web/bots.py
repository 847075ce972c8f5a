"""The list of the viewer's bots."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, url_for
from werkzeug import Response

from app.models import BotSession
from app.runtime import runtime
from app.services.health import health
from app.web import blueprint, viewer
from app.web.forms import to
from units.protocol import BrokerError, UnitState


@blueprint.get("/bots")
def bots() -> str | Response:
    """All bots of the viewer; where there is one, that one."""
    own = viewer.own_bots()
    if not own:
        return to("web.entry")
    if len(own) == 1:
        return redirect(url_for("web.bot", handle=own[0].handle))
    units = _units(own)
    return render_template(
        "bots.html", bots=[(one, health(one, units.get(one.id))) for one in own]
    )


def _units(own: Sequence[BotSession]) -> dict[str, UnitState]:
    """What systemd says of them; nothing where it cannot be asked."""
    try:
        states = runtime().glance.states([one.id for one in own])
    except BrokerError:
        return {}
    return {session_id: state.run for session_id, state in states.items()}
