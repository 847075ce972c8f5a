"""Tokens with which a program acts for an account. Shown once; the table has the hash."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, update

from app.clock import now
from app.db import changed, db, transaction
from app.errors import Refusal
from app.models import ApiToken, User
from app.services import audit
from app.services.tokens import hash_of, new

PREFIX = "ubot_"  # tells it from a bot's token, and from anything else that leaks
MOST = 20  # of one account
_NOTED = timedelta(minutes=5)  # between two notes of its use


def make(user: User, name: str) -> str:
    """The new token, 48 characters. Raises Refusal (409, 422)."""
    name = name.strip()
    if not 1 <= len(name) <= 64 or not name.isprintable():
        raise Refusal("invalid", 422, "Give the token a name of at most 64 characters.")
    token = PREFIX + new()
    with transaction():
        db.session.add(ApiToken(user_id=user.id, name=name, token_hash=hash_of(token)))
        db.session.flush()
        if db.session.scalars(select(func.count(ApiToken.id)).where(*_good(user.id))).one() > MOST:
            raise Refusal(
                "too_many_tokens",
                409,
                "An account has at most {most} tokens. Revoke one that nobody uses.",
                most=MOST,
            )
        audit.record(user.username, "token.make", name=name)
    return token


def of_user(user: User) -> list[ApiToken]:
    """Those that are good, newest first."""
    statement = select(ApiToken).where(*_good(user.id))
    return list(db.session.scalars(statement.order_by(ApiToken.created_at.desc(), ApiToken.id)))


def user_of(token: str) -> User:
    """For whom the token acts; notes that it is used. Raises Refusal (401)."""
    found = select(ApiToken).where(
        ApiToken.token_hash == hash_of(token), ApiToken.revoked_at.is_(None)
    )
    row = db.session.scalar(found)
    if row is None:
        raise Refusal(
            "bad_token",
            401,
            "There is no such token, or it has been revoked.",
            {"WWW-Authenticate": "Bearer"},
        )
    moment = now()
    if row.last_used_at is None or row.last_used_at < moment - _NOTED:
        with transaction():
            row.last_used_at = moment
    return db.session.get_one(User, row.user_id)


def revoke(user: User, token_id: str) -> bool:
    """False if there is no such token of theirs."""
    with transaction():
        mine = update(ApiToken).where(ApiToken.id == token_id, *_good(user.id))
        revoked = changed(mine.values(revoked_at=now())) == 1
        if revoked:
            audit.record(user.username, "token.revoke")
    return revoked


def end_all(user_id: str) -> None:
    """Within the caller's transaction."""
    changed(update(ApiToken).where(*_good(user_id)).values(revoked_at=now()))


def _good(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None)
