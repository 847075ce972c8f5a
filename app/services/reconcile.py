"""Comparing what is wished with what is, and doing the next thing about it.

Every function may be called at any time, twice, or by two workers at once: what it asks of
the broker is idempotent, and what it writes it decides under the session's lock.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import SQLAlchemyError

from app.clock import now
from app.db import db, transaction
from app.models import BotSession
from app.runtime import broker
from app.services import config, failures, sessions, steps
from botinstance.contract.ids import short
from botinstance.contract.problem import Problem
from botinstance.contract.state import PERMANENT_LINK_STATES, DeploymentStatus, SessionStatus
from units.protocol import BotState, UnitState, state_of

log = logging.getLogger(__name__)

STARTS = 5  # bots brought back in one round: a reboot does not start all of them at once
AT_ONCE = 1000  # bots in one question for their states
RETRY = 300.0  # seconds until a bot that systemd gave up is tried again
UNDER_WAY = timedelta(seconds=60)  # a request to pair may still reach the broker for so long


@dataclass
class Budget:
    starts: int = STARTS

    def take(self) -> bool:
        self.starts -= 1
        return self.starts >= 0


def all_bots() -> bool:
    """One round. True if a deployment is under way, so that the next round should be soon.

    Raises BrokerError if the broker cannot be asked; a failure with one bot is only logged."""
    budget = Budget()
    under_way = False
    for session_id, state in _wanted():
        try:
            under_way |= step(session_id, state, budget)
        except (Problem, SQLAlchemyError) as error:
            log.warning("bot %s: %s", short(session_id), error)
        finally:
            db.session.rollback()
    return under_way


def _wanted() -> Iterator[tuple[str, BotState]]:
    wanted = select(BotSession.id).where(
        or_(BotSession.wish != "", BotSession.pair_until.is_not(None))
    )
    ids = list(db.session.scalars(wanted.order_by(BotSession.created_at)))
    db.session.rollback()
    yield from states(ids)


def states(ids: Sequence[str]) -> Iterator[tuple[str, BotState]]:
    """What the broker says of any number of bots. Raises BrokerError."""
    for i in range(0, len(ids), AT_ONCE):
        yield from broker().states(ids[i : i + AT_ONCE]).items()


def step(session_id: str, state: BotState, budget: Budget | None = None) -> bool:
    """Brings one bot nearer to what is wished. True while its deployment is under way."""
    session = db.session.get(BotSession, session_id, populate_existing=True)
    if session is None:
        return False
    if session.wish == sessions.REMOVE:
        _remove(session)
    elif session.status == SessionStatus.PAIRING:
        _pairing(session, state)
    elif session.wish == "stop":
        _stop(session, state)
    elif session.deployment_status == DeploymentStatus.IN_PROGRESS:
        return _deploy(session)
    elif session.wish == "run":
        _keep(session, state, budget or Budget())
    return False


def _remove(session: BotSession) -> None:
    broker().remove(session.id)
    if session.pair_started_at and session.pair_started_at > now() - UNDER_WAY:
        return  # what is still on its way to the broker must find someone who clears it up
    with transaction():
        db.session.execute(delete(BotSession).where(BotSession.id == session.id))
    log.info("bot %s: removed", short(session.id))


def _pairing(session: BotSession, state: BotState) -> None:
    """No unit, unless somebody asks for a code: who does ends a bot that was logged out, and a
    stop from here would end the new pairing with it. So the row is asked again, not the look that
    this round began with."""
    if not (state.run.alive or state.pair.alive or session.pair_until):
        return
    with transaction():
        locked = sessions.lock(session.id)
        if locked.pair_until is not None and locked.pair_until > now():
            return
        if locked.pair_until is not None:
            sessions.change(locked, sessions.NO_PAIRING)
    if state.run.alive or state.pair.alive:
        broker().stop(session.id)


def _stop(session: BotSession, state: BotState) -> None:
    if state.run.alive or state.pair.alive:
        broker().stop(session.id)


def _deploy(session: BotSession) -> bool:
    session_id = session.id
    while steps.advance(session_id):
        pass
    session = sessions.find(session_id)
    return session.deployment_status == DeploymentStatus.IN_PROGRESS


def _keep(session: BotSession, state: BotState, budget: Budget) -> None:
    """The bot is to run: believe the unit, not the row."""
    unit, active = state.run, session.deployment_status == DeploymentStatus.ACTIVE
    if unit.active == "failed" and active:
        _ended(session.id)
    elif unit.active == "failed":
        if _worth_a_try(unit) and budget.take():
            _bring_back(session)
    elif unit.alive:
        if (state.config_version or 0) < session.config_version:
            broker().prepare(config.of_session(session))
        if unit.active == "active" and not active:
            _recovered(session.id)
    elif active and budget.take():
        _bring_back(session)


def _worth_a_try(unit: UnitState) -> bool:
    return not failures.is_permanent(unit) and (unit.since or 0) < time.time() - RETRY


def _bring_back(session: BotSession) -> None:
    log.info("bot %s: brought back", short(session.id))
    broker().prepare(config.of_session(session))
    broker().start(session.id)


def _ended(session_id: str) -> None:
    unit = state_of(broker(), session_id).run
    with transaction():
        session = sessions.lock(session_id)
        wished = session.wish == "run" and session.deployment_status == DeploymentStatus.ACTIVE
        if wished and unit.active == "failed":
            failures.ended(session, unit)


def _recovered(session_id: str) -> None:
    """A bot that came too late for its deployment, or that a later attempt has revived."""
    with transaction():
        session = sessions.lock(session_id)
        failed = session.deployment_status == DeploymentStatus.FAILED
        if session.wish == "run" and failed and session.link_state not in PERMANENT_LINK_STATES:
            steps.activate(session)
