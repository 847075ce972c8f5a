"""Browsers in which somebody is signed in. The cookie has the token, the table its hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from app.clock import now
from app.db import db, transaction
from app.models import Login, User

UNUSED = timedelta(days=30)  # after which a login is over
_NOTED = timedelta(minutes=5)  # between two notes of its use


def begin(user: User, agent: str) -> str:
    """Signs `user` in; the token of the new login, 43 characters."""
    token = secrets.token_urlsafe(32)
    with transaction():
        db.session.add(Login(user_id=user.id, token_hash=_hash(token), agent=agent[:200]))
    return token


def user_of(token: str) -> User | None:
    """Who is signed in with this token."""
    login = _find(token)
    moment = now()
    if login is None or login.last_used_at < moment - UNUSED:
        return None
    if login.last_used_at < moment - _NOTED:
        with transaction():
            login.last_used_at = moment
    return db.session.get(User, login.user_id)


def of_user(user: User) -> list[Login]:
    """Last used first."""
    statement = select(Login).where(Login.user_id == user.id)
    return list(db.session.scalars(statement.order_by(Login.last_used_at.desc())))


def end(token: str) -> None:
    with transaction():
        db.session.execute(delete(Login).where(Login.token_hash == _hash(token)))


def end_all(user_id: str, but: str | None = None) -> None:
    """Within the caller's transaction. `but` is a token whose login goes on."""
    statement = delete(Login).where(Login.user_id == user_id)
    if but:
        statement = statement.where(Login.token_hash != _hash(but))
    db.session.execute(statement)


def forget_old() -> None:
    """Within the caller's transaction."""
    db.session.execute(delete(Login).where(Login.last_used_at < now() - UNUSED))


def _find(token: str) -> Login | None:
    return db.session.scalar(select(Login).where(Login.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
