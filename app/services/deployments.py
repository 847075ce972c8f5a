"""Deployments: a wish to run, and the steps that the worker takes to fulfil it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from app.clock import iso, now
from app.db import changed, db, transaction
from app.errors import Refusal
from app.models import BotSession, Deployment, DeploymentStep
from app.services import audit, features, sessions, wake
from botinstance.contract import ids
from botinstance.contract.state import DeploymentStatus, LinkState, SessionStatus

STEPS = ("prepare", "start", "ready")
RESTART = ("prepare", "stop", "start", "ready")


def deploy(
    session_id: str, name: str, toggles: Mapping[str, bool], actor: str = audit.HOLDER
) -> str:
    """Starts a deployment and returns its id; one that is in progress is returned again.

    Raises Refusal (404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        running = _in_progress(session)
        if running:
            return running.id
        _check_paired(session)
        if session.deployment_status == DeploymentStatus.ACTIVE:
            raise Refusal("already_deployed", 409, "This bot already runs.")
        session.bot_name = name
        features.store(session, toggles)
        deployment = begin(session, "deploy")
        audit.record(actor, "session.deploy", session_id=session_id, name=name)
    wake.worker()
    return deployment.id


def start(session_id: str, actor: str = audit.HOLDER) -> str:
    """Runs a stopped or failed bot again. A running one stays as it is. Returns the id of the
    deployment. Raises Refusal (404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        _check_deployed(session)
        latest = _in_progress(session) or latest_of(session_id)
        if latest and session.deployment_status == DeploymentStatus.ACTIVE:
            return latest.id
        deployment = _in_progress(session) or begin(session, "start")
        audit.record(actor, "session.start", session_id=session_id)
    wake.worker()
    return deployment.id


def restart(session_id: str, actor: str = audit.HOLDER) -> str:
    """Raises Refusal (404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        _check_deployed(session)
        deployment = _in_progress(session) or begin(session, "restart", RESTART)
        audit.record(actor, "session.restart", session_id=session_id)
    wake.worker()
    return deployment.id


def stop(session_id: str, actor: str = audit.HOLDER) -> None:
    """Pauses the bot; the worker sees to it. Raises Refusal (404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        _check_deployed(session)
        running = _in_progress(session)
        if running:
            close(running, DeploymentStatus.STOPPED, "Stopped by its owner.")
        session.wish = "stop"
        session.status = SessionStatus.STOPPED
        session.deployment_status = DeploymentStatus.STOPPED
        session.error = None
        audit.record(actor, "session.stop", session_id=session_id)
    wake.worker()


def begin(session: BotSession, kind: str, steps: Sequence[str] = STEPS) -> Deployment:
    """A new deployment, within the caller's transaction, which holds the session's lock."""
    deployment = Deployment(
        session_id=session.id,
        user_id=session.user_id,
        deployment_type=kind,
        deployment_path=ids.folder(session.id),
    )
    db.session.add(deployment)
    db.session.flush()
    for position, name in enumerate(steps):
        db.session.add(DeploymentStep(deployment_id=deployment.id, position=position, name=name))
    session.wish = "run"
    session.status = SessionStatus.DEPLOYING
    session.deployment_status = DeploymentStatus.IN_PROGRESS
    session.config_version += 1
    session.link_state = LinkState.UNKNOWN
    session.link_reason = session.link_since = session.error = None
    return deployment


def close(deployment: Deployment, status: DeploymentStatus, message: str = "") -> None:
    """Ends it: as active, or with `message` at the step that did not end well."""
    deployment.status = status
    deployment.completed_at = now()
    note(deployment, message or "The bot runs.")
    if status == DeploymentStatus.ACTIVE:
        return
    unfinished = update(DeploymentStep).where(
        DeploymentStep.deployment_id == deployment.id,
        DeploymentStep.status.in_(("pending", "running")),
    )
    first = next((s for s in steps_of(deployment.id) if s.status != "done"), None)
    if first:
        failed = unfinished.where(DeploymentStep.id == first.id)
        changed(failed.values(status="failed", ended_at=now(), message=message))


def note(deployment: Deployment, line: str) -> None:
    deployment.logs += f"{iso(now())} {line}\n"


def latest_of(session_id: str) -> Deployment | None:
    statement = select(Deployment).where(Deployment.session_id == session_id)
    return db.session.scalar(statement.order_by(Deployment.created_at.desc()).limit(1))


def steps_of(deployment_id: str) -> list[DeploymentStep]:
    """In the order in which they are taken, as committed."""
    statement = select(DeploymentStep).where(DeploymentStep.deployment_id == deployment_id)
    ordered = statement.order_by(DeploymentStep.position)
    return list(db.session.scalars(ordered.execution_options(populate_existing=True)))


def _in_progress(session: BotSession) -> Deployment | None:
    if session.deployment_status != DeploymentStatus.IN_PROGRESS:
        return None
    return latest_of(session.id)


def _check_paired(session: BotSession) -> None:
    if session.status == SessionStatus.PAIRING:
        raise Refusal("not_paired", 409, "Link the bot to a phone first.")


def _check_deployed(session: BotSession) -> None:
    _check_paired(session)
    if session.status == SessionStatus.PAIRED:
        raise Refusal("not_deployed", 409, "This bot has not been deployed yet.")
