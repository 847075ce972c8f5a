"""Browsers in which somebody is signed in. The cookie has the token, the table its hash."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from app.clock import now
from app.db import changed, db, transaction
from app.models import Login, User
from app.services import audit
from app.services.tokens import hash_of, new

UNUSED = timedelta(days=30)  # after which a login is over
PASSWORD, LINK, NEW = "password", "link", "new"  # how one has signed in
FRESH = timedelta(minutes=15)  # for which a link stands for the password
_NOTED = timedelta(minutes=5)  # between two notes of its use


def begin(user: User, agent: str, method: str = PASSWORD) -> str:
    """Signs `user` in; the token of the new login, 43 characters."""
    token = new()
    with transaction():
        row = Login(user_id=user.id, token_hash=hash_of(token), method=method, agent=agent[:200])
        db.session.add(row)
        audit.record(user.username, "user.sign_in", method=method)
    return token


def of_token(token: str) -> Login | None:
    """The login with this token, unless it is over; notes that it is used."""
    login = db.session.scalar(select(Login).where(Login.token_hash == hash_of(token)))
    moment = now()
    if login is None or login.last_used_at < moment - UNUSED:
        return None
    if login.last_used_at < moment - _NOTED:
        with transaction():
            login.last_used_at = moment
    return login


def owner(login: Login) -> User:
    """Who is signed in."""
    return db.session.get_one(User, login.user_id)


def of_user(user: User) -> list[Login]:
    """Last used first."""
    statement = select(Login).where(Login.user_id == user.id)
    return list(db.session.scalars(statement.order_by(Login.last_used_at.desc(), Login.id)))


def is_fresh_link(login: Login) -> bool:
    """Whether it has just begun with a link, which shows that its owner was let in anew."""
    return login.method == LINK and login.created_at > now() - FRESH


def end(token: str) -> None:
    """Signs out where `token` is."""
    login = db.session.scalar(select(Login).where(Login.token_hash == hash_of(token)))
    if login:
        end_one(owner(login), login.id)


def end_one(user: User, login_id: str) -> bool:
    """Signs `user` out of one browser. False if there is no such login of theirs."""
    with transaction():
        mine = delete(Login).where(Login.user_id == user.id, Login.id == login_id)
        ended = changed(mine) == 1
        if ended:
            audit.record(user.username, "user.sign_out")
    return ended


def end_others(user: User, token: str) -> None:
    """Signs `user` out of all browsers but the one with this token."""
    with transaction():
        end_all(user.id, token)
        audit.record(user.username, "user.sign_out", everywhere=True)


def end_all(user_id: str, but: str | None = None) -> None:
    """Within the caller's transaction. `but` is a token whose login goes on."""
    statement = delete(Login).where(Login.user_id == user_id)
    if but:
        statement = statement.where(Login.token_hash != hash_of(but))
    db.session.execute(statement)


def forget_old() -> None:
    """Within the caller's transaction."""
    db.session.execute(delete(Login).where(Login.last_used_at < now() - UNUSED))
