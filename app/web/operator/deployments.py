"""Deployments of all bots, and one of them with its steps and what was logged."""

from __future__ import annotations

from flask import render_template

from app.services import deployment_list, logs, view
from app.services.deployment_list import STATES
from app.services.logs import Line
from app.web.operator import blueprint
from app.web.operator.asked import one_of, page_number
from units.protocol import BrokerError

LINES = 40  # of the bot's journal


@blueprint.get("/deployments", endpoint="deployments")
def listed() -> str:
    state = one_of("state", STATES)
    return render_template(
        "operator/deployments.html",
        page=deployment_list.page(state, page_number()),
        state=state,
        asked={"state": state} if state else {},
    )


@blueprint.get("/deployments/<deployment_id>")
def deployment(deployment_id: str) -> str:
    row, session = deployment_list.find(deployment_id)
    lines, away = _journal(session.id)
    return render_template(
        "operator/deployment.html",
        row=row,
        session=session,
        bot={"deployment": view.deployment(row)},
        lines=lines,
        away=away,
    )


def _journal(session_id: str) -> tuple[list[Line], str]:
    """The bot's last lines, or why they cannot be shown."""
    try:
        return logs.latest(session_id, LINES).lines, ""
    except BrokerError as error:
        return [], error.message
