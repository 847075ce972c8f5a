"""Deployments: a wish to run, and the steps that the worker takes to fulfil it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from app.clock import iso, now
from app.db import changed, db, transaction
from app.errors import Refusal
from app.models import BotSession, Deployment, DeploymentStep
from app.runtime import runtime
from app.services import audit, features, sessions, wake
from botinstance.contract import ids
from botinstance.contract.state import DeploymentStatus, LinkState, SessionStatus
from units.protocol import BrokerError, state_of

STEPS = ("prepare", "start", "ready")
RESTART = ("prepare", "stop", "start", "ready")


def deploy(
    session_id: str, name: str, toggles: Mapping[str, bool], actor: str = audit.HOLDER
) -> str:
    """Starts a deployment and returns its id; one that is in progress is returned again.

    Raises Refusal (403, 404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        sessions.check_not_suspended(session)
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
    deployment. Raises Refusal (403, 404, 409)."""
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
    """Raises Refusal (403, 404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        _check_deployed(session)
        deployment = _in_progress(session) or begin(session, "restart", RESTART)
        audit.record(actor, "session.restart", session_id=session_id)
    wake.worker()
    return deployment.id


def retry(session_id: str, actor: str = audit.HOLDER) -> str:
    """Takes a failed deployment up again at the step that failed; a bot that failed when it was up
    is started. Returns the id of the deployment. Raises Refusal (403, 404, 409)."""
    alive = _is_alive(session_id)
    with transaction():
        session = sessions.lock(session_id)
        _check_deployed(session)
        deployment = _in_progress(session)
        if deployment is None:
            deployment = _taken_up(session, alive)
            audit.record(actor, "session.retry", session_id=session_id)
    wake.worker()
    return deployment.id


def stop(session_id: str, actor: str = audit.HOLDER) -> None:
    """Pauses the bot; the worker sees to it. Raises Refusal (403, 404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        _check_deployed(session)
        _abandon(session, "Stopped by its owner.")
        session.wish = "stop"
        session.status = SessionStatus.STOPPED
        session.deployment_status = DeploymentStatus.STOPPED
        session.error = None
        audit.record(actor, "session.stop", session_id=session_id)
    wake.worker()


def relink(session_id: str, actor: str = audit.HOLDER) -> None:
    """Gives the link to the phone up, so that the bot can be linked anew, to the same phone or to
    another; a bot that ran is deployed again then. The worker, or whoever asks for a code, stops
    it. Raises Refusal (403, 404, 409)."""
    with transaction():
        session = sessions.lock(session_id)
        sessions.check_not_suspended(session)
        _check_paired(session)
        _abandon(session, "Linked anew by its owner.")
        sessions.change(session, sessions.NO_PAIRING)
        session.pair_anew = str(uuid.uuid4())
        session.status = SessionStatus.PAIRING
        session.deployment_status = DeploymentStatus.LOGGED_OUT
        session.link_state, session.link_since = LinkState.LOGGED_OUT, now()
        session.link_reason = session.error = None
        audit.record(actor, "session.relink", session_id=session_id)
    wake.worker()


def suspend(session_id: str, actor: str) -> None:
    """Stops the bot, or its linking, until an operator lifts it. Raises Refusal (404)."""
    with transaction():
        session = sessions.lock(session_id)
        if session.deployment_status == DeploymentStatus.SUSPENDED:
            return
        _abandon(session, "Suspended by an operator.")
        sessions.change(session, sessions.NO_PAIRING)
        session.wish = "stop"
        if session.status in (SessionStatus.DEPLOYING, SessionStatus.DEPLOYED):
            session.status = SessionStatus.STOPPED
        session.deployment_status = DeploymentStatus.SUSPENDED
        session.error = sessions.suspended().message
        audit.record(actor, "session.suspend", session_id=session_id)
    wake.worker()


def unsuspend(session_id: str, actor: str) -> None:
    """The bot is stopped then, or to be linked or deployed: it is its owner's again.
    Raises Refusal (404)."""
    with transaction():
        session = sessions.lock(session_id)
        if session.deployment_status != DeploymentStatus.SUSPENDED:
            return
        stopped = session.status == SessionStatus.STOPPED
        session.wish = "stop" if stopped else ""
        session.deployment_status = (
            DeploymentStatus.STOPPED if stopped else DeploymentStatus.PENDING
        )
        session.error = None
        audit.record(actor, "session.unsuspend", session_id=session_id)


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
    session.config_version += 1
    _under_way(session)
    return deployment


def _under_way(session: BotSession) -> None:
    session.wish = "run"
    session.status = SessionStatus.DEPLOYING
    session.deployment_status = DeploymentStatus.IN_PROGRESS
    session.link_state = LinkState.UNKNOWN
    session.link_reason = session.link_since = session.error = None


def _taken_up(session: BotSession, alive: bool) -> Deployment:
    if session.deployment_status != DeploymentStatus.FAILED:
        raise Refusal("nothing_failed", 409, "Nothing has failed that could be tried again.")
    deployment = latest_of(session.id)
    if deployment is None or deployment.status != DeploymentStatus.FAILED:
        return begin(session, "start")
    for step in _to_take_again(deployment, alive):
        step.status = "pending"
        step.started_at = step.deadline = step.ended_at = step.message = None
    deployment.status, deployment.completed_at = DeploymentStatus.IN_PROGRESS, None
    note(deployment, "Tried again.")
    _under_way(session)
    return deployment


def _to_take_again(deployment: Deployment, alive: bool) -> list[DeploymentStep]:
    """From the step that failed; before a bot that does not run can be ready, it is started."""
    steps = steps_of(deployment.id)
    names = [step.name for step in steps]
    first = next(i for i, step in enumerate(steps) if step.status == "failed")
    if names[first] == "ready" and not alive:
        first = names.index("start")
    return steps[first:]


def _is_alive(session_id: str) -> bool:
    """As far as can be told: to start a bot that runs does nothing."""
    try:
        return state_of(runtime().glance, session_id).run.alive
    except BrokerError:
        return False


def _abandon(session: BotSession, message: str) -> None:
    """Whatever is under way ends here."""
    running = _in_progress(session)
    if running:
        close(running, DeploymentStatus.STOPPED, message)


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
    sessions.check_not_suspended(session)
    _check_paired(session)
    if session.status == SessionStatus.PAIRED:
        raise Refusal("not_deployed", 409, "This bot has not been deployed yet.")
