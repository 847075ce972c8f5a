"""The audit log as an operator reads it: what was done, by whom, to which bot, since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, and_, or_, select

from app.clock import now
from app.db import db
from app.models import AuditEntry, BotSession

SIZE = 50  # entries of a page
FAILED = "session.failed"
LATELY = timedelta(days=7)
_READ = 200  # failures that are read to find the bots behind them


@dataclass(frozen=True)
class Wanted:
    """Empty or None is any. `bot` is a handle or the beginning of an id, `until` the place in the
    log (time and id of an entry) behind which to read on, into the past."""

    actor: str = ""
    action: str = ""
    bot: str = ""
    since: datetime | None = None
    until: tuple[datetime, str] | None = None


@dataclass(frozen=True)
class Failure:
    """The last failure of one bot within LATELY, and how many there were."""

    entry: AuditEntry
    session: BotSession
    times: int


def entries(wanted: Wanted) -> tuple[list[Row[AuditEntry, str, str | None]], bool]:
    """Rows of AuditEntry, and handle and name of the bot, both None if it is gone; newest first.
    Whether there are more behind them."""
    statement = (
        select(AuditEntry, BotSession.handle, BotSession.bot_name)
        .outerjoin(BotSession, BotSession.id == AuditEntry.session_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    )
    if wanted.actor:
        statement = statement.where(AuditEntry.actor == wanted.actor)
    if wanted.action:
        statement = statement.where(AuditEntry.action == wanted.action)
    if wanted.since:
        statement = statement.where(AuditEntry.at >= wanted.since)
    if wanted.bot:
        short = AuditEntry.session_id.startswith(wanted.bot[:8], autoescape=True)
        by_id = short if len(wanted.bot) >= 8 else None
        named = BotSession.handle == wanted.bot.lower()
        statement = statement.where(named if by_id is None else or_(named, by_id))
    if wanted.until:
        at, entry_id = wanted.until
        older = and_(AuditEntry.at == at, AuditEntry.id < entry_id)
        statement = statement.where(or_(AuditEntry.at < at, older))
    found = list(db.session.execute(statement.limit(SIZE + 1)).all())
    return found[:SIZE], len(found) > SIZE


def actions() -> list[str]:
    """Every action that there is in the log."""
    return list(db.session.scalars(select(AuditEntry.action).distinct().order_by("action")))


def of_bot(session: BotSession, most: int = 10) -> list[AuditEntry]:
    """The last ones, newest first."""
    statement = select(AuditEntry).where(AuditEntry.session_id == session.id)
    return list(db.session.scalars(statement.order_by(AuditEntry.at.desc()).limit(most)))


def failures() -> list[Failure]:
    """Bots that have failed lately, the latest first."""
    statement = (
        select(AuditEntry, BotSession)
        .join(BotSession, BotSession.id == AuditEntry.session_id)
        .where(AuditEntry.action == FAILED, AuditEntry.at >= now() - LATELY)
        .order_by(AuditEntry.at.desc())
        .limit(_READ)
    )
    return _by_bot(db.session.execute(statement).all())


def _by_bot(rows: Sequence[Row[AuditEntry, BotSession]]) -> list[Failure]:
    found: dict[str, Failure] = {}
    for entry, session in rows:
        known = found.get(session.id)
        last, times = (known.entry, known.times + 1) if known else (entry, 1)
        found[session.id] = Failure(last, session, times)
    return list(found.values())
