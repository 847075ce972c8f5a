"""Links that sign their user in once, without a password. The table has the hash of the token."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update

from app.clock import now
from app.db import changed, db, transaction
from app.errors import Refusal
from app.models import SignInLink, User
from app.services import audit
from app.services.tokens import hash_of, new

VALID = timedelta(hours=24)


def make(user: User, actor: str) -> str:
    """The token of a new link, 43 characters, good once and for 24 hours."""
    token = new()
    with transaction():
        db.session.add(
            SignInLink(user_id=user.id, token_hash=hash_of(token), expires_at=now() + VALID)
        )
        audit.record(actor, "user.link", name=user.username)
    return token


def user_of(token: str) -> User:
    """Whom the link would sign in. Raises Refusal (410)."""
    good = select(SignInLink.user_id).where(*_good(token))
    user_id = db.session.scalar(good)
    user = db.session.get(User, user_id) if user_id else None
    if user is None:
        raise _dead()
    return user


def use(token: str) -> User:
    """Whom the link signs in; it is worth nothing from now on. Raises Refusal (410)."""
    with transaction():
        used = update(SignInLink).where(*_good(token)).values(used_at=now())
        if changed(used) != 1:
            raise _dead()
        of_token = select(SignInLink.user_id).where(SignInLink.token_hash == hash_of(token))
        return db.session.get_one(User, db.session.scalars(of_token).one())


def end_all(user_id: str) -> None:
    """Within the caller's transaction."""
    db.session.execute(delete(SignInLink).where(SignInLink.user_id == user_id))


def forget_old() -> None:
    """Deletes what was used or is over. Within the caller's transaction."""
    over = SignInLink.used_at.is_not(None) | (SignInLink.expires_at < now())
    db.session.execute(delete(SignInLink).where(over))


def _good(token: str) -> tuple[ColumnElement[bool], ...]:
    unused = SignInLink.used_at.is_(None)
    return SignInLink.token_hash == hash_of(token), unused, SignInLink.expires_at > now()


def _dead() -> Refusal:
    """One answer for a link that is unknown, used or over: it tells a guesser nothing."""
    return Refusal("link_used", 410, "This link has been used, or it is too old.")
