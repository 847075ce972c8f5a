"""What happened to a bot lately: what it told of its link, and what people and the worker did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.db import db
from app.models import AuditEntry, BotSession
from app.services import audit, events
from botinstance.contract.event import LINK
from botinstance.contract.state import LinkState

MOST = 12
# Of the links' states only these: the others pass, or are an end that the audit log tells.
_LINKS = {LinkState.CONNECTED: "link.connected", LinkState.DISCONNECTED: "link.disconnected"}
_DEEDS = (
    "voucher.redeem",
    "session.paired",
    "session.deploy",
    "session.start",
    "session.stop",
    "session.restart",
    "session.retry",
    "session.relink",
    "session.suspend",
    "session.unsuspend",
    "session.claim",
    "session.give_back",
    "session.rename",
    "session.failed",
    "session.logged_out",
    "feature.toggle",
    "settings.change",
)
KNOWN = (*_LINKS.values(), *_DEEDS)


@dataclass(frozen=True)
class Happening:
    """`what` is one of KNOWN; `who` is a person's name, or audit.HOLDER, or "" for no person."""

    at: datetime
    what: str
    who: str
    detail: dict[str, Any]


def lately(session: BotSession, most: int = MOST) -> list[Happening]:
    """Newest first."""
    told = [*_links(session, most), *_deeds(session, most)]
    return sorted(told, key=lambda one: one.at, reverse=True)[:most]


def _links(session: BotSession, most: int) -> Iterator[Happening]:
    """Only changes: a bot that tells the same again has nothing new to tell."""
    before = ""
    for event in reversed(events.latest(session, most * 4, LINK)):
        what = _LINKS.get(event.data["state"])
        if what and what != before:
            yield Happening(event.at, what, "", dict(event.data))
        before = what or before


def _deeds(session: BotSession, most: int) -> Iterator[Happening]:
    statement = select(AuditEntry).where(
        AuditEntry.session_id == session.id, AuditEntry.action.in_(_DEEDS)
    )
    for entry in db.session.scalars(statement.order_by(AuditEntry.at.desc()).limit(most)):
        nobody = entry.actor in (audit.WORKER, "bot")
        yield Happening(entry.at, entry.action, "" if nobody else entry.actor, entry.detail)
