"""Switching a bot's features: stored at once, carried to a running bot by the worker."""

from __future__ import annotations

import time
from collections.abc import Mapping

from sqlalchemy import select

from app.db import db, transaction
from app.models import BotSession, FeatureRow
from app.runtime import runtime
from app.services import audit, sessions, wake
from botinstance.contract import feature
from botinstance.contract.state import LinkState

TAKE_UP = 3.0  # seconds that a request waits for the bot; it looks twice a second
POLL = 0.05  # seconds


def of_session(session: BotSession) -> list[FeatureRow]:
    """The rows, in the order of the contract."""
    statement = select(FeatureRow).where(FeatureRow.session_id == session.id)
    rows = {row.feature_name: row for row in db.session.scalars(statement)}
    return [rows[name] for name in feature.NAMES if name in rows]


def toggle(session_id: str, name: str, on: bool, actor: str = audit.HOLDER) -> None:
    """Raises Refusal (404) or Invalid."""
    feature.known(name)
    with transaction():
        session = sessions.lock(session_id)
        if session.features.get(name) is not on:
            store(session, {name: on})
            session.config_version += 1
            audit.record(actor, "feature.toggle", session_id=session_id, name=name, on=on)
    wake.worker()


def in_force(session_id: str) -> bool:
    """Whether the running bot acts on what is stored; waits for it a moment.

    False if the bot is not connected, or takes longer: it will act on it when it can."""
    if not runtime().waiters.acquire(blocking=False):
        return False
    try:
        end = time.monotonic() + TAKE_UP
        while True:
            session = sessions.find(session_id)
            if session.link_state != LinkState.CONNECTED or session.config_in_force is None:
                return False
            if session.config_in_force >= session.config_version:
                return True
            if time.monotonic() > end:
                return False
            db.session.rollback()  # hand the connection back while waiting
            time.sleep(POLL)
    finally:
        runtime().waiters.release()


def store(session: BotSession, toggles: Mapping[str, bool]) -> None:
    """Within the caller's transaction, which holds the session's lock."""
    session.features = {**feature.defaults(), **session.features, **toggles}
    rows = {row.feature_name: row for row in of_session(session)}
    for name, on in session.features.items():
        if name in rows:
            rows[name].is_enabled = on
        else:
            db.session.add(FeatureRow(session_id=session.id, feature_name=name, is_enabled=on))
