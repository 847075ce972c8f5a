"""A session as it is told to its holder: what the database, systemd and the bot say of it."""

from __future__ import annotations

import time
from typing import Any

from app.clock import iso
from app.models import BotSession, Deployment
from app.runtime import runtime
from app.services import deployments
from botinstance.contract.state import LinkState
from units.protocol import BrokerError, UnitState, state_of

STALE = 20.0  # seconds without a beat after which nobody is called connected


def describe(session: BotSession) -> dict[str, Any]:
    """Every field of `session` in `GET /api/deployment/session/:id`; changes nothing."""
    unit, unit_error = unit_of(session)
    return {
        **_own(session),
        "link": _link(session),
        "unit": _unit(unit),
        "unit_error": unit_error,
        "connected": is_connected(session, unit),
        "config": {"wanted": session.config_version, "in_force": session.config_in_force},
        "deployment": deployment(deployments.latest_of(session.id)),
    }


def is_connected(session: BotSession, unit: UnitState | None) -> bool:
    """The process runs, says that its link is up, and is not too long silent for that to be news.

    A bot beats every five seconds while its link lives; systemd bites only after a minute."""
    if unit is None:
        return False
    fresh = unit.beat is None or time.time() - unit.beat < STALE
    return unit.active == "active" and session.link_state == LinkState.CONNECTED and fresh


def unit_of(session: BotSession) -> tuple[UnitState | None, str | None]:
    """What systemd says of the bot's unit, or why that is not known."""
    try:
        return state_of(runtime().glance, session.id).run, None
    except BrokerError as error:
        return None, error.message


def _own(session: BotSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "user_id": session.user_id,
        "voucher_code": session.voucher_code,
        "bot_name": session.bot_name,
        "status": session.status,
        "deployment_status": session.deployment_status,
        "features": dict(session.features),
        "phone": session.phone,
        "server_path": session.server_path,
        "error": session.error,
        "created_at": iso(session.created_at),
        "updated_at": iso(session.updated_at),
        "paired_at": iso(session.paired_at),
        "deployed_at": iso(session.deployed_at),
    }


def _link(session: BotSession) -> dict[str, Any]:
    return {
        "state": session.link_state,
        "since": iso(session.link_since),
        "reason": session.link_reason,
        "last_traffic_at": iso(session.last_traffic_at),
        "received": session.received,
        "sent": session.sent,
    }


def _unit(unit: UnitState | None) -> dict[str, Any] | None:
    names = ("active", "sub", "restarts", "memory", "since", "text", "pid")
    return {name: getattr(unit, name) for name in names} if unit else None


def deployment(row: Deployment | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "id": row.id,
        "type": row.deployment_type,
        "status": row.status,
        "created_at": iso(row.created_at),
        "completed_at": iso(row.completed_at),
        "steps": [
            {
                "name": step.name,
                "status": step.status,
                "started_at": iso(step.started_at),
                "ended_at": iso(step.ended_at),
                "deadline": iso(step.deadline),
                "message": step.message,
            }
            for step in deployments.steps_of(row.id)
        ],
    }
