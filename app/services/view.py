"""A session as it is told to its holder: what the database, systemd and the bot say of it."""

from __future__ import annotations

from typing import Any

from app.clock import from_unix, iso
from app.models import BotSession, Deployment
from app.services import deployments
from app.services.health import Health, health, is_connected
from app.services.watch import watcher
from units.protocol import BrokerError, UnitState

__all__ = ["deployment", "describe", "health", "is_connected", "unit_of"]


def describe(session: BotSession) -> dict[str, Any]:
    """Every field of `session` in `GET /api/deployment/session/:id`; changes nothing."""
    unit, unit_error = unit_of(session)
    return {
        **_own(session),
        "link": _link(session),
        "unit": _unit(unit),
        "unit_error": unit_error,
        "connected": is_connected(session, unit),
        "health": _health(health(session, unit)),
        "last_beat": _beat(unit),
        "config": {"wanted": session.config_version, "in_force": session.config_in_force},
        "deployment": deployment(deployments.latest_of(session.id)),
    }


def unit_of(session: BotSession) -> tuple[UnitState | None, str | None]:
    """What systemd says of the bot's unit, or why that is not known."""
    try:
        return watcher().state_of(session.id).run, None
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


def _health(found: Health) -> dict[str, Any]:
    return {"state": found.state, "kind": found.kind, "since": iso(found.since)}


def _beat(unit: UnitState | None) -> str | None:
    return iso(from_unix(unit.beat)) if unit and unit.beat is not None else None


def _unit(unit: UnitState | None) -> dict[str, Any] | None:
    names = (
        "active", "sub", "restarts", "memory", "memory_max", "cpu", "since", "text", "pid",
    )  # fmt: skip
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
