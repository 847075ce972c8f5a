"""Vouchers as an operator looks for them: by state, by what stands on them, by when they were
made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select

from app.clock import now
from app.db import db
from app.models import BotSession, User, Voucher
from app.services import sessions, vouchers
from app.services.paging import Page, page_of

STATES = ("valid", "used", "expired", "revoked")
AT_ONCE = 500  # rows that are read at once where all of them are wanted


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty or None is any. `made` is the moment at which those of one order
    were made, `only` the id of a single one."""

    state: str = ""  # one of STATES
    words: str = ""
    made: datetime | None = None
    only: str = ""


def state_in_sql() -> ColumnElement[str]:
    """As `vouchers.state` says it."""
    return case(
        (Voucher.revoked_at.is_not(None), "revoked"),
        (Voucher.is_used, "used"),
        (Voucher.expires_at <= now(), "expired"),
        else_="valid",
    )


def page(wanted: Wanted, number: int) -> Page[Voucher, str, str]:
    """Rows of Voucher, its state, and the name of its owner; newest first."""
    return page_of(_found(wanted), number)


def each(wanted: Wanted) -> Iterator[Row[Voucher, str, str]]:
    """All of them, as `page` has them, a few at a time."""
    return iter(db.session.execute(_found(wanted).execution_options(yield_per=AT_ONCE)))


def counts() -> dict[str, int]:
    """How many there are in each state."""
    state = state_in_sql().label("state")
    counted = dict.fromkeys(STATES, 0)
    for name, number in db.session.execute(select(state, func.count()).group_by(state)):
        counted[name] = number
    return counted


def find(voucher_id: str) -> Voucher:
    """Raises Refusal (404)."""
    voucher = db.session.get(Voucher, voucher_id, populate_existing=True)
    if voucher is None:
        raise vouchers.unknown()
    return voucher


def bots_of(voucher: Voucher) -> list[BotSession]:
    """The bots that it has given and that are still there, oldest first."""
    statement = select(BotSession).where(
        BotSession.voucher_code == voucher.code, BotSession.wish != sessions.REMOVE
    )
    return list(db.session.scalars(statement.order_by(BotSession.created_at)))


def _found(wanted: Wanted) -> Select[Voucher, str, str]:
    state = state_in_sql().label("state")
    statement = select(Voucher, state, User.username.label("owner")).join(
        User, User.id == Voucher.owner_id
    )
    if wanted.state:
        statement = statement.where(state == wanted.state)
    if wanted.made:
        statement = statement.where(Voucher.created_at == wanted.made)
    if wanted.only:
        statement = statement.where(Voucher.id == wanted.only)
    if wanted.words:
        statement = statement.where(_says(wanted.words))
    return statement.order_by(Voucher.created_at.desc(), Voucher.code)


def _says(words: str) -> ColumnElement[bool]:
    """A code is found by any part of it, however it is written."""
    found = [
        User.username.icontains(words, autoescape=True),
        Voucher.used_by_label.icontains(words, autoescape=True),
    ]
    part = re.sub(r"[^A-Z0-9]", "", words.upper())
    if part:
        found.append(func.replace(Voucher.code, "-", "").contains(part, autoescape=True))
    return or_(*found)
