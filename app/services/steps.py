"""The steps of a deployment. Each may be run again at any time, after a crash or beside itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from app.clock import now
from app.db import changed, db, transaction
from app.models import BotSession, Deployment, DeploymentStep
from app.runtime import broker, settings
from app.services import config, deployments, failures, sessions
from botinstance.contract.state import DeploymentStatus, SessionStatus
from units.protocol import BrokerError, UnitState, state_of

SECONDS = {"prepare": 30, "stop": 100, "start": 30}  # the deadline of each; `ready` is a setting

SLOW = "The bot has not reached WhatsApp in time. It goes on trying; see its logs."


class StepFailed(Exception):
    """The bot's unit has failed."""

    def __init__(self, unit: UnitState) -> None:
        super().__init__()
        self.unit = unit


def advance(session_id: str) -> bool:
    """Runs the next unfinished step. True when it is done and there may be another."""
    deployment = deployments.latest_of(session_id)
    steps = deployments.steps_of(deployment.id) if deployment else []
    step = next((s for s in steps if s.status in ("pending", "running")), None)
    if deployment is None or step is None:
        return False
    if step.status == "pending":
        _claim(session_id, step)
    try:
        done = _RUN[step.name](sessions.find(session_id))
    except StepFailed as failed:
        unit = failed.unit
        _fail(session_id, step, lambda session: failures.ended(session, unit))
        return False
    except BrokerError as error:
        return _not_yet(session_id, step, error.message)
    if not done:
        return _not_yet(session_id, step, SLOW)
    return _finish(session_id, deployment, step, last=step is steps[-1])


def refresh_deadlines() -> None:
    """A worker that begins gives each running step its whole time again: the time in which
    nobody worked does not count against the bot."""
    with transaction():
        running = select(DeploymentStep).where(DeploymentStep.status == "running")
        for step in db.session.scalars(running):
            step.deadline = now() + _time(step)


def _time(step: DeploymentStep) -> timedelta:
    return timedelta(seconds=SECONDS.get(step.name, settings().deploy_ready_seconds))


def _claim(session_id: str, step: DeploymentStep) -> None:
    with transaction():
        sessions.touch(session_id)
        pending = update(DeploymentStep).where(
            DeploymentStep.id == step.id, DeploymentStep.status == "pending"
        )
        moment = now()
        changed(pending.values(status="running", started_at=moment, deadline=moment + _time(step)))
    db.session.refresh(step)


def _prepare(session: BotSession) -> bool:
    broker().prepare(config.of_session(session))
    return True


def _stop(session: BotSession) -> bool:
    broker().stop(session.id)
    return True


def _start(session: BotSession) -> bool:
    broker().start(session.id)
    return True


def _ready(session: BotSession) -> bool:
    unit = state_of(broker(), session.id).run
    if unit.active == "failed":
        raise StepFailed(unit)
    if unit.active == "inactive":  # the host was rebooted: transient units are gone
        return _prepare(session) and _start(session) and False
    return unit.active == "active"


_RUN: dict[str, Callable[[BotSession], bool]] = {
    "prepare": _prepare,
    "stop": _stop,
    "start": _start,
    "ready": _ready,
}


def _finish(session_id: str, deployment: Deployment, step: DeploymentStep, *, last: bool) -> bool:
    with transaction():
        session = sessions.lock(session_id)
        if not _end(step, "done"):
            return False
        deployments.note(deployment, f"{step.name}: done")
        if last:
            activate(session)
    return not last


def activate(session: BotSession) -> None:
    """The bot is up. Within the caller's transaction, which holds the session's lock."""
    deployment = deployments.latest_of(session.id)
    if deployment:
        deployments.close(deployment, DeploymentStatus.ACTIVE)
    session.status = SessionStatus.DEPLOYED
    session.deployment_status = DeploymentStatus.ACTIVE
    session.deployed_at = now()
    session.error = None


def _not_yet(session_id: str, step: DeploymentStep, sentence: str) -> bool:
    if step.deadline is not None and step.deadline > now():
        return False
    _fail(session_id, step, lambda session: failures.fail(session, sentence))
    return False


def _fail(session_id: str, step: DeploymentStep, act: Callable[[BotSession], None]) -> None:
    with transaction():
        session = sessions.lock(session_id)
        db.session.refresh(step)
        if step.status == "running":
            act(session)


def _end(step: DeploymentStep, status: str) -> bool:
    running = update(DeploymentStep).where(
        DeploymentStep.id == step.id, DeploymentStep.status == "running"
    )
    return changed(running.values(status=status, ended_at=now(), message=None)) == 1
