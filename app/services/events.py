"""Events that bots send: stored once each, and their effects in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.clock import from_unix
from app.db import db, transaction
from app.models import BotEvent, BotSession
from app.runtime import settings
from app.services import effects, sessions, wake
from botinstance.contract.event import LINK, PAIR_CODE, PAIR_QR, PAIRED, Event


def receive(bot: str, events: Sequence[Event]) -> int:
    """Stores the events of `bot` that are new and returns their number. Raises Refusal (404)."""
    with transaction():
        session = sessions.lock(bot)
        fresh = _fresh(session, events)
        for event in fresh:
            db.session.add(_row(session, event))
            effects.apply(session, event)
        db.session.flush()
        _forget_old(session)
    if any(event.name in (PAIRED, LINK) for event in fresh):
        wake.worker()
    return len(fresh)


def latest(session: BotSession, most: int = 50, name: str | None = None) -> list[BotEvent]:
    """Newest first; with `name` only those that are called so."""
    statement = select(BotEvent).where(BotEvent.session_id == session.id)
    if name:
        statement = statement.where(BotEvent.name == name)
    return list(db.session.scalars(statement.order_by(BotEvent.seq.desc()).limit(most)))


def _fresh(session: BotSession, events: Sequence[Event]) -> list[Event]:
    """Under the session's lock, so that no other request stores the same ones meanwhile."""
    known = set(
        db.session.scalars(
            select(BotEvent.event_id).where(
                BotEvent.session_id == session.id,
                BotEvent.event_id.in_([event.id for event in events]),
            )
        )
    )
    unique = {event.id: event for event in reversed(events)}
    return [e for e in events if e.id not in known and unique[e.id] is e]


def _row(session: BotSession, event: Event) -> BotEvent:
    secret = event.name in (PAIR_QR, PAIR_CODE)
    data = {key: value for key, value in event.data.items() if not (secret and key == "code")}
    return BotEvent(
        session_id=session.id,
        event_id=event.id,
        name=event.name,
        data=data,
        at=from_unix(event.at),
    )


def _forget_old(session: BotSession) -> None:
    of_bot = BotEvent.session_id == session.id
    newest = select(BotEvent.seq).where(of_bot).order_by(BotEvent.seq.desc())
    border = db.session.scalar(newest.offset(settings().events_kept).limit(1))
    if border is not None:
        db.session.execute(delete(BotEvent).where(of_bot, BotEvent.seq <= border))
