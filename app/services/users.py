"""Accounts: today those who issue vouchers."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db, transaction
from app.errors import Refusal
from app.models import User
from app.services import audit
from botinstance.contract import ids
from botinstance.contract.problem import Invalid

ADMIN = "admin"  # made when it issues its first voucher


def add(username: str, phone: str | None = None, email: str | None = None) -> User:
    """Raises Invalid, or Refusal (409) when the name, phone or email is taken."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", username):
        raise Invalid("a user's name has small letters, digits, dots and dashes")
    if email is not None and not re.fullmatch(r"[^@\s]{1,64}@[^@\s]{1,189}", email):
        raise Invalid("this is not an email address")
    digits = ids.phone_number(phone) if phone is not None else None
    user = User(username=username, phone=digits, email=email)
    try:
        with transaction():
            db.session.add(user)
            audit.record(username, "user.add")
    except IntegrityError:
        raise Refusal(
            "user_exists",
            409,
            f"There is already a user with the name {username}, this phone or this email.",
        ) from None
    return user


def owner(username: str) -> User:
    """The user who owns new vouchers. Raises Refusal (404)."""
    user = db.session.scalar(select(User).where(User.username == username))
    if user is None and username == ADMIN:
        return add(ADMIN)
    if user is None:
        raise Refusal(
            "unknown_user",
            404,
            f"There is no user called {username}. Add one: ubot user add {username}",
        )
    return user


def listing() -> list[User]:
    return list(db.session.scalars(select(User).order_by(User.username)))
