"""What a bot's end means for its session. All within the caller's transaction and lock."""

from __future__ import annotations

from app.models import BotSession
from app.services import audit, deployments, sessions
from botinstance.contract import exits
from botinstance.contract.exits import Exit
from botinstance.contract.state import DeploymentStatus
from units.protocol import UnitState


def meaning(unit: UnitState) -> str:
    """Why a failed unit ended, in a sentence, with its own last words."""
    if unit.exit_status in exits.NO_RESTART:
        return exits.MEANING[Exit(unit.exit_status)]
    sentence = exits.MEANING[Exit.FAILED]
    return f"{sentence} It last said: {unit.text}" if unit.text else sentence


def is_permanent(unit: UnitState) -> bool:
    return unit.active == "failed" and unit.exit_status in exits.NO_RESTART


def ended(session: BotSession, unit: UnitState) -> None:
    """The bot's unit has failed, and systemd does not start it again."""
    if unit.exit_status == Exit.LOGGED_OUT:
        log_out(session)
        return
    if unit.exit_status in exits.LINK_OF_EXIT:
        session.link_state = exits.LINK_OF_EXIT[Exit(unit.exit_status)]
    fail(session, meaning(unit))


def fail(session: BotSession, sentence: str) -> None:
    _close(session, sentence)
    session.deployment_status = DeploymentStatus.FAILED
    session.error = sentence
    audit.record(audit.WORKER, "session.failed", session_id=session.id, reason=sentence)


def log_out(session: BotSession) -> None:
    _close(session, exits.MEANING[Exit.LOGGED_OUT])
    sessions.logged_out(session)


def _close(session: BotSession, sentence: str) -> None:
    deployment = deployments.latest_of(session.id)
    if deployment and session.deployment_status == DeploymentStatus.IN_PROGRESS:
        deployments.close(deployment, DeploymentStatus.FAILED, sentence)
