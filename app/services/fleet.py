"""All bots at a glance: how each is, and which of them an operator looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import load_only

from app.db import db
from app.errors import Refusal
from app.models import BotSession, User
from app.runtime import runtime
from app.services import sessions
from app.services.codes import normalise
from app.services.health import KINDS, Health, health
from app.services.paging import Page, Ts, page_of
from botinstance.contract.state import SessionStatus
from units.protocol import BotState, BrokerError, UnitState

AT_ONCE = 1000  # bots in one question for their states
# What an operator wants to see together, and the states (services/health.py) that are that.
GROUPS: dict[str, tuple[str, ...]] = {
    "connected": ("connected",),
    "connecting": tuple(state for state, kind in KINDS.items() if kind == "busy"),
    "trouble": tuple(state for state, kind in KINDS.items() if kind == "bad"),
    "paused": ("paused",),
    "suspended": ("suspended",),
    "linking": ("new", "ready"),
    "unknown": ("unknown",),
}
_LIGHT = (
    BotSession.status,
    BotSession.deployment_status,
    BotSession.link_state,
    BotSession.link_since,
    BotSession.paired_at,
    BotSession.bot_name,
    BotSession.handle,
)


@dataclass(frozen=True)
class Seen:
    """A bot and how it is; `unit` is None where systemd was not or could not be asked."""

    session: BotSession
    unit: UnitState | None
    health: Health

    @property
    def group(self) -> str:
        return next(name for name, states in GROUPS.items() if self.health.state in states)


def look(condition: ColumnElement[bool] | None = None) -> list[Seen]:
    """All bots, or those of the condition, from one question to the database and one to systemd.
    Of the sessions only what is needed for this has been read."""
    statement = select(BotSession).where(BotSession.wish != sessions.REMOVE)
    if condition is not None:
        statement = statement.where(condition)
    found = db.session.scalars(statement.options(load_only(*_LIGHT)))
    return seen(list(found))


def seen(bots: Sequence[BotSession]) -> list[Seen]:
    """How each of them is."""
    linked = (SessionStatus.PAIRING, SessionStatus.PAIRED)
    states = _states([bot.id for bot in bots if bot.status not in linked])
    found = []
    for bot in bots:
        unit = states[bot.id].run if bot.id in states else None
        found.append(Seen(bot, unit, health(bot, unit)))
    return found


def counts(bots: Iterable[Seen]) -> dict[str, int]:
    """How many there are in each group."""
    counted = dict.fromkeys(GROUPS, 0)
    for bot in bots:
        counted[bot.group] += 1
    return counted


def page(group: str, words: str, number: int) -> tuple[Page[BotSession, str | None], list[Seen]]:
    """Rows of BotSession and the name of its owner, newest first, and how those bots are.

    `group` is one of GROUPS, or empty for all."""
    statement = (
        select(BotSession, User.username.label("owner"))
        .outerjoin(User, User.id == BotSession.user_id)
        .where(BotSession.wish != sessions.REMOVE)
        .order_by(BotSession.created_at.desc(), BotSession.id)
    )
    if words:
        statement = statement.where(_says(words))
    found = page_of(_of_group(statement, group), number)
    return found, seen([row[0] for row in found.rows])


def owner_of(session: BotSession) -> str | None:
    """The name of the account that keeps it."""
    owner = db.session.get(User, session.user_id) if session.user_id else None
    return owner.username if owner else None


def _of_group(statement: Select[*Ts], group: str) -> Select[*Ts]:
    """Which bots are connected only systemd knows, so all of them are looked at."""
    if group not in GROUPS:
        return statement
    ids = [bot.session.id for bot in look() if bot.group == group]
    return statement.where(BotSession.id.in_(ids))


def _says(words: str) -> ColumnElement[bool]:
    found = [
        column.icontains(words, autoescape=True)
        for column in (BotSession.bot_name, BotSession.whatsapp_name, User.username)
    ]
    found.append(BotSession.handle == words.lower())
    digits = "".join(c for c in words if c.isdigit())
    if len(digits) >= 3 and not set(words) - set("0123456789 +-()."):
        found.append(BotSession.phone.contains(digits, autoescape=True))
    if len(words) >= 8:  # an id is never searched by more than what may be shown of it
        found.append(BotSession.id.startswith(words[:8].lower(), autoescape=True))
    with suppress(Refusal):
        found.append(BotSession.voucher_code == normalise(words))
    return or_(*found)


def _states(ids: Sequence[str]) -> dict[str, BotState]:
    """Empty if systemd cannot be asked."""
    found: dict[str, BotState] = {}
    try:
        for i in range(0, len(ids), AT_ONCE):
            found |= runtime().glance.states(ids[i : i + AT_ONCE])
    except BrokerError:
        return {}
    return found
