"""Sessions: made by a voucher, found by their id only, locked by their first write."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from app.clock import now
from app.db import changed, db, transaction
from app.errors import Refusal
from app.models import BotSession
from app.services import audit, wake
from botinstance.contract import exits, ids
from botinstance.contract.exits import Exit
from botinstance.contract.problem import Invalid
from botinstance.contract.state import DeploymentStatus, LinkState, SessionStatus

REMOVE = "remove"
NO_CODES: dict[str, Any] = {
    "qr_code": None,
    "qr_expires_at": None,
    "pairing_code": None,
    "pairing_code_expires_at": None,
    "pair_error_code": None,
    "pair_error": None,
}
NO_PAIRING: dict[str, Any] = {
    **NO_CODES,
    "pair_method": None,
    "pair_phone": None,
    "pair_until": None,
}


def not_found() -> Refusal:
    """One answer for an id that is unknown, malformed or gone: it tells a guesser nothing."""
    return Refusal(
        "session_not_found", 404, "There is no such session. Check the key that you were given."
    )


def create(voucher_code: str, label: str | None) -> BotSession:
    """A session without features, within the caller's transaction."""
    session = BotSession(voucher_code=voucher_code, holder=label, features={})
    db.session.add(session)
    db.session.flush()
    session.server_path = ids.folder(session.id)
    return session


def find(session_id: str) -> BotSession:
    """The session as committed. Raises Refusal (404)."""
    session = db.session.get(BotSession, _checked(session_id), populate_existing=True)
    if session is None or session.wish == REMOVE:
        raise not_found()
    return session


def lock(session_id: str) -> BotSession:
    """The session; nobody else changes it before the transaction ends. Raises Refusal (404)."""
    if not touch(_checked(session_id)):
        raise not_found()
    return find(session_id)


def touch(session_id: str) -> bool:
    """Says that something of the session changes, so that whoever follows it looks again. Locks
    it until the transaction ends. False if there is none."""
    statement = update(BotSession).where(BotSession.id == session_id)
    revision = BotSession.revision + 1
    return changed(statement.values(updated_at=now(), revision=revision)) == 1


def _checked(session_id: str) -> str:
    try:
        return ids.bot_id(session_id)
    except Invalid:
        raise not_found() from None


def suspended() -> Refusal:
    return Refusal(
        "suspended",
        403,
        "An operator has suspended this bot. Ask them why, and to let it run again.",
    )


def check_not_suspended(session: BotSession) -> None:
    """Raises Refusal (403)."""
    if session.deployment_status == DeploymentStatus.SUSPENDED:
        raise suspended()


def change(session: BotSession, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(session, name, value)


def ids_of_voucher(code: str) -> list[str]:
    statement = select(BotSession.id).where(
        BotSession.voucher_code == code, BotSession.wish != REMOVE
    )
    return list(db.session.scalars(statement))


def listing() -> list[BotSession]:
    statement = select(BotSession).where(BotSession.wish != REMOVE)
    return list(db.session.scalars(statement.order_by(BotSession.created_at, BotSession.id)))


def by_prefix(prefix: str) -> BotSession:
    """The one session whose id begins with `prefix`, at least 8 characters. Raises Refusal."""
    if len(prefix) < 8 or not set(prefix) <= set("0123456789abcdef-"):
        raise Invalid("an id is given by at least its first 8 characters")
    statement = select(BotSession).where(
        BotSession.id.startswith(prefix), BotSession.wish != REMOVE
    )
    found = list(db.session.scalars(statement.limit(2)))
    if len(found) > 1:
        raise Refusal(
            "ambiguous", 409, f"More than one bot begins with {prefix}; give more of it."
        )
    if not found:
        raise not_found()
    return found[0]


def remove(session_id: str, actor: str = audit.HOLDER) -> None:
    """From now on there is no such session; the worker clears up behind it."""
    with transaction():
        wish_removal(lock(session_id), actor)
    wake.worker()


def wish_removal(session: BotSession, actor: str) -> None:
    session.wish = REMOVE
    audit.record(actor, "session.remove", session_id=session.id)


def logged_out(session: BotSession) -> None:
    """The phone unlinked the bot: it is linked again in the same session, settings kept."""
    change(session, NO_PAIRING)
    session.status = SessionStatus.PAIRING
    session.link_state = LinkState.LOGGED_OUT
    session.link_since = now()
    if session.deployment_status != DeploymentStatus.SUSPENDED:
        session.deployment_status = DeploymentStatus.LOGGED_OUT
        session.error = exits.MEANING[Exit.LOGGED_OUT]
    audit.record("bot", "session.logged_out", session_id=session.id)
