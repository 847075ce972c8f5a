"""How a bot is, in one word: worked out from its session and its unit, never rosier than both."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from app.clock import from_unix
from app.models import BotSession
from botinstance.contract.state import (
    PERMANENT_LINK_STATES,
    DeploymentStatus,
    LinkState,
    SessionStatus,
)
from units.protocol import UnitState

STALE = 20.0  # seconds without a beat after which nobody is called connected

# Each state and its kind: "good", "busy" (it passes by itself), "bad" or "off".
KINDS = {
    "connected": "good",
    "starting": "busy",
    "restarting": "busy",  # after its process ended
    "returning": "busy",  # there is no process though there should be: the worker starts one
    "connecting": "busy",
    "pausing": "busy",
    "lost": "bad",  # WhatsApp is not reached; the bot goes on trying
    "hanging": "bad",  # the process lives and does not beat
    "failed": "bad",
    "replaced": "bad",
    "banned": "bad",
    "outdated": "bad",
    "refused": "bad",
    "unlinked": "bad",
    "new": "off",  # no phone has been linked yet
    "ready": "off",  # linked, and not deployed yet
    "paused": "off",
    "suspended": "off",
    "unknown": "off",  # systemd cannot be asked
}


@dataclass(frozen=True)
class Health:
    """`state` is one of KINDS; `since` is when it began, as far as that is known."""

    state: str
    since: datetime | None = None

    @property
    def kind(self) -> str:
        return KINDS[self.state]


def health(session: BotSession, unit: UnitState | None) -> Health:
    """`unit` is what systemd says of the bot's unit, None if it cannot be asked."""
    if session.deployment_status == DeploymentStatus.SUSPENDED:
        return Health("suspended")
    if session.status == SessionStatus.PAIRING:
        return Health("unlinked", session.link_since) if session.paired_at else Health("new")
    if session.status == SessionStatus.PAIRED:
        return Health("ready", session.paired_at)
    if unit is None:
        return Health("unknown")
    if session.deployment_status == DeploymentStatus.STOPPED:
        return Health("pausing" if unit.alive else "paused", _changed(unit))
    if session.link_state in PERMANENT_LINK_STATES:
        gone = session.link_state == LinkState.LOGGED_OUT
        return Health("unlinked" if gone else session.link_state, session.link_since)
    return _running(session, unit) if unit.active == "active" else _not_running(session, unit)


def is_connected(session: BotSession, unit: UnitState | None) -> bool:
    """The process runs, says that its link is up, and is not too long silent for that to be news.

    A bot beats every five seconds while its link lives; systemd bites only after a minute."""
    if unit is None:
        return False
    fresh = unit.beat is None or time.time() - unit.beat < STALE
    return unit.active == "active" and session.link_state == LinkState.CONNECTED and fresh


def _running(session: BotSession, unit: UnitState) -> Health:
    if is_connected(session, unit):
        return Health("connected", session.link_since)
    if session.link_state == LinkState.CONNECTED and unit.beat is not None:
        return Health("hanging", from_unix(unit.beat))
    if session.link_state == LinkState.DISCONNECTED:
        return Health("lost", session.link_since)
    return Health("connecting", session.link_since or _changed(unit))


def _not_running(session: BotSession, unit: UnitState) -> Health:
    in_progress = session.deployment_status == DeploymentStatus.IN_PROGRESS
    if unit.active == "failed" and not in_progress:
        return Health("failed", _changed(unit))
    if not unit.alive and session.deployment_status == DeploymentStatus.FAILED:
        return Health("failed")
    if unit.alive and session.link_state == LinkState.DISCONNECTED:
        return Health("lost", session.link_since)
    if in_progress:
        return Health("starting", _changed(unit))
    if unit.sub == "auto-restart" or unit.active == "deactivating":
        return Health("restarting", _changed(unit))
    return Health("starting" if unit.alive else "returning", _changed(unit))


def _changed(unit: UnitState) -> datetime | None:
    """When systemd last saw the unit change."""
    return None if unit.since is None else from_unix(unit.since)
