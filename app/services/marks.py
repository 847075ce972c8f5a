"""Marks: what differs whenever something has changed, and costs next to nothing to ask."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import func, select

from app.db import db
from app.models import AuditEntry, BotSession


def of_session(session: BotSession) -> Hashable:
    """What changes whenever the session does."""
    return session.revision, session.wish, session.user_id


def of_bots(ids: set[str]) -> dict[str, Hashable]:
    """The marks of those of the sessions that there are. Raises SQLAlchemyError."""
    if not ids:
        return {}
    row = select(BotSession.id, BotSession.revision, BotSession.wish, BotSession.user_id)
    return {
        one.id: (one.revision, one.wish, one.user_id)
        for one in db.session.execute(row.where(BotSession.id.in_(ids)))
    }


def of_platform() -> Hashable:
    """What changes whenever anything does that a person or a bot did. Raises SQLAlchemyError."""
    revisions = select(func.count(), func.sum(BotSession.revision)).select_from(BotSession)
    deeds = select(func.max(AuditEntry.at))
    return (*db.session.execute(revisions).one(), db.session.scalar(deeds))
