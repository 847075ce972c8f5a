"""Switching a bot's features: stored at once, carried to a running bot by the worker."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from app.db import db, transaction
from app.models import BotSession, FeatureRow
from app.services import audit, sessions, wake
from botinstance.contract import feature


def of_session(session: BotSession) -> list[FeatureRow]:
    """The rows, in the order of the contract."""
    statement = select(FeatureRow).where(FeatureRow.session_id == session.id)
    rows = {row.feature_name: row for row in db.session.scalars(statement)}
    return [rows[name] for name in feature.NAMES if name in rows]


def toggle(session_id: str, name: str, on: bool) -> None:
    """Raises Refusal (404) or Invalid."""
    feature.known(name)
    with transaction():
        session = sessions.lock(session_id)
        if session.features.get(name) is not on:
            store(session, {name: on})
            session.config_version += 1
            audit.record(audit.HOLDER, "feature.toggle", session_id=session_id, name=name, on=on)
    wake.worker()


def store(session: BotSession, toggles: Mapping[str, bool]) -> None:
    """Within the caller's transaction, which holds the session's lock."""
    session.features = {**feature.defaults(), **session.features, **toggles}
    rows = {row.feature_name: row for row in of_session(session)}
    for name, on in session.features.items():
        if name in rows:
            rows[name].is_enabled = on
        else:
            db.session.add(FeatureRow(session_id=session.id, feature_name=name, is_enabled=on))
