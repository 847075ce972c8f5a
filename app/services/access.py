"""Whose bot is it? The one place that answers.

A session that nobody has claimed is theirs who hold its id. Once an account has claimed it, it is
that account's alone. Operators may look after all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from app.db import db, transaction
from app.errors import Refusal
from app.models import BotSession, User
from app.services import audit, sessions

OPERATOR, PERSON = ROLES = ("operator", "person")


@dataclass(frozen=True)
class Viewer:
    """Who asks: the account that is signed in, and the sessions whose ids this browser holds."""

    user: User | None = None
    held: tuple[str, ...] = ()

    @property
    def operator(self) -> bool:
        return self.user is not None and self.user.role == OPERATOR

    @property
    def actor(self) -> str:
        """As the audit log calls them."""
        return self.user.username if self.user else audit.HOLDER


def may(viewer: Viewer, session: BotSession) -> bool:
    """Every page and every call asks here, and nowhere else."""
    if viewer.operator:
        return True
    if session.user_id is not None:
        return viewer.user is not None and viewer.user.id == session.user_id
    return session.id in viewer.held


def find(viewer: Viewer, handle: str) -> BotSession:
    """The bot with this handle. Raises Refusal (404), also for one that is somebody else's."""
    statement = select(BotSession).where(
        BotSession.handle == handle, BotSession.wish != sessions.REMOVE
    )
    session = db.session.scalar(statement.execution_options(populate_existing=True))
    if session is None or not may(viewer, session):
        raise sessions.not_found()
    return session


def own(viewer: Viewer) -> list[BotSession]:
    """The viewer's own bots, newest first; an operator's are not everybody's."""
    held = BotSession.id.in_(viewer.held) & BotSession.user_id.is_(None)
    mine = or_(held, BotSession.user_id == viewer.user.id) if viewer.user else held
    statement = select(BotSession).where(mine, BotSession.wish != sessions.REMOVE)
    return list(db.session.scalars(statement.order_by(BotSession.created_at.desc())))


def by_key(key: str, user: User | None = None) -> BotSession:
    """The session that this id opens, to `user` or to nobody known. Raises Refusal (403, 404)."""
    session = sessions.find(key)
    if not may(Viewer(user, (key,)), session):
        raise _claimed()
    return session


def unclaimed(viewer: Viewer) -> list[BotSession]:
    """The bots whose keys this browser holds, and which nobody has claimed; newest first."""
    return own(Viewer(None, viewer.held))


def claim(viewer: Viewer, session: BotSession) -> None:
    """From now on the bot is the viewer's account's alone. Raises Refusal (403, 404)."""
    user = viewer.user
    if user is None:
        raise Refusal("sign_in_first", 403, "Sign in first: then the bot can be kept.")
    if session.id not in viewer.held:
        raise Refusal("key_needed", 403, "Open the bot by its key first: then it can be kept.")
    with transaction():
        locked = sessions.lock(session.id)
        if locked.user_id not in (None, user.id):
            raise _claimed()
        if locked.user_id is None:
            locked.user_id = user.id
            audit.record(user.username, "session.claim", session_id=locked.id)


def give_back(viewer: Viewer, session: BotSession) -> None:
    """The bot is theirs again who hold its key. Raises Refusal (403, 404)."""
    with transaction():
        locked = sessions.lock(session.id)
        if viewer.user is None or locked.user_id != viewer.user.id:
            raise Refusal("not_yours", 403, "This bot is not kept in your account.")
        locked.user_id = None
        audit.record(viewer.actor, "session.give_back", session_id=locked.id)


def _claimed() -> Refusal:
    return Refusal(
        "claimed", 403, "This bot belongs to an account: sign in with it to open the bot."
    )
