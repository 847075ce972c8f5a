"""Accounts as the platform keeps them: who there is, in which role, and their end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from app.db import changed, db, transaction
from app.errors import Refusal
from app.models import BotSession, Deployment, Login, User, Voucher
from app.services import api_tokens, audit, links, logins, sessions, wake
from app.services.access import OPERATOR, PERSON, ROLES
from botinstance.contract import ids
from botinstance.contract.problem import Invalid

ADMIN = "admin"  # made when it issues its first voucher
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
# Others in the audit log are called so: nobody's name may pass for them.
_TAKEN = (audit.HOLDER, audit.WORKER, "bot")


@dataclass(frozen=True)
class Account:
    """A user, and what there is of them."""

    user: User
    bots: int
    vouchers: int  # that they own
    last_used_at: datetime | None  # of a browser in which they are signed in


def add(
    username: str, phone: str | None = None, email: str | None = None, role: str = PERSON
) -> User:
    """Raises Refusal (422), or (409) when the name, phone or email is taken, or Invalid."""
    if email is not None and not re.fullmatch(r"[^@\s]{1,64}@[^@\s]{1,189}", email):
        raise Invalid("this is not an email address")
    digits = ids.phone_number(phone) if phone is not None else None
    with transaction():
        return insert(User(username=username, phone=digits, email=email, role=role))


def insert(user: User) -> User:
    """Within the caller's transaction. Raises Refusal (409, 422)."""
    if not is_name(user.username) or user.username in _TAKEN:
        raise Refusal(
            "invalid",
            422,
            "A name has small letters, digits, dots and dashes: at most 64 of them.",
        )
    try:
        db.session.add(user)
        db.session.flush()
    except IntegrityError:
        raise Refusal(
            "user_exists",
            409,
            "There is already a user with the name {name}, this phone or this email.",
            name=user.username,
        ) from None
    audit.record(user.username, "user.add", role=user.role)
    return user


def is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def by_name(username: str) -> User | None:
    if not is_name(username):
        return None  # nor could every database be asked for any text
    return db.session.scalar(select(User).where(User.username == username))


def find(username: str) -> User:
    """Raises Refusal (404)."""
    user = by_name(username)
    if user is None:
        raise Refusal(
            "unknown_user",
            404,
            "There is no user called {name}. Add one: ubot user add {name}",
            name=username,
        )
    return user


def owner(username: str) -> User:
    """The user who owns new vouchers. Raises Refusal (404)."""
    if username == ADMIN:
        return by_name(ADMIN) or add(ADMIN)
    return find(username)


def accounts(text: str = "") -> Select[User, int, int, datetime | None]:
    """All users whose name, phone or email has `text` in it, by name: rows that make
    an Account."""
    statement = select(
        User,
        _count(BotSession, BotSession.user_id, BotSession.wish != sessions.REMOVE),
        _count(Voucher, Voucher.owner_id),
        select(func.max(Login.last_used_at))
        .where(Login.user_id == User.id)
        .correlate(User)
        .scalar_subquery(),
    )
    if text:
        columns = (User.username, User.phone, User.email)
        found = [column.icontains(text, autoescape=True) for column in columns]
        statement = statement.where(found[0] | found[1] | found[2])
    return statement.order_by(User.username)


def _count(table: Any, column: Any, *conditions: Any) -> Any:
    counted = select(func.count()).select_from(table).where(column == User.id, *conditions)
    return counted.correlate(User).scalar_subquery()


def listing(text: str = "") -> list[Account]:
    return [Account(*row) for row in db.session.execute(accounts(text))]


def set_role(user: User, role: str, actor: str) -> None:
    """A new role begins with a new sign-in: logins, links and tokens of the API end.

    Raises Invalid, or Refusal (409) for the last operator."""
    if role not in ROLES:
        raise Invalid("there is no such role")
    with transaction():
        _keep_an_operator(user, unless=role == OPERATOR)
        if user.role != role:
            user.role = role
            _end_all(user)
            audit.record(actor, "user.role", name=user.username, role=role)


def remove(user: User, actor: str) -> None:
    """The account ends, and its bots with it; its vouchers become another operator's.

    Raises Refusal (409)."""
    with transaction():
        _keep_an_operator(user)
        _leave_vouchers(user)
        for bot in db.session.scalars(select(BotSession).where(BotSession.user_id == user.id)):
            if bot.wish != sessions.REMOVE:
                sessions.wish_removal(sessions.lock(bot.id), actor)
        for column in (BotSession.user_id, Deployment.user_id, Voucher.used_by_id):
            changed(update(column.class_).where(column == user.id).values({column.key: None}))
        audit.record(actor, "user.remove", name=user.username)
        db.session.execute(delete(User).where(User.id == user.id))
    wake.worker()


def _end_all(user: User) -> None:
    logins.end_all(user.id)
    links.end_all(user.id)
    api_tokens.end_all(user.id)


def _keep_an_operator(user: User, unless: bool = False) -> None:
    """Locks all operators, so that of two who leave at the same time one stays."""
    everyone = update(User).where(User.role == OPERATOR)
    operators = changed(everyone.values(role=OPERATOR))
    db.session.refresh(user)
    if user.role == OPERATOR and operators == 1 and not unless:
        raise Refusal(
            "last_operator", 409, "This is the last operator: make somebody else one first."
        )


def _leave_vouchers(user: User) -> None:
    others = select(User.id).where(User.role == OPERATOR, User.id != user.id)
    heir = db.session.scalar(others.order_by(User.created_at).limit(1))
    owned = update(Voucher).where(Voucher.owner_id == user.id)
    if heir:
        changed(owned.values(owner_id=heir))
    elif db.session.scalar(select(Voucher.id).where(Voucher.owner_id == user.id).limit(1)):
        raise Refusal(
            "owns_vouchers", 409, "This user owns vouchers, and there is no operator to take them."
        )
