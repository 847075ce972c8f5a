"""What people do with their own accounts: making one, proving whose it is, a new password."""

from __future__ import annotations

import hashlib

from app.db import transaction
from app.errors import Refusal
from app.languages import N_
from app.models import User
from app.services import audit, limits, links, logins, passwords, users
from app.services.access import OPERATOR
from app.services.limits import Limit

FAILURES = Limit(
    "sign-in",
    10,
    60,
    N_("Too many attempts from your address have failed. Try again in {seconds} seconds."),
)
FAILURES_OF_ONE = Limit(
    "sign-in-as",
    5,
    60,
    N_("Too many attempts with this name have failed. Try again in {seconds} seconds."),
)
NEW = Limit(
    "new-account",
    5,
    3600,
    N_("Too many accounts were made from your address. Try again in {seconds} seconds."),
)
# With them people would take somebody for the operator, or become one when an operator is made.
RESERVED = frozenset(("admin", "administrator", "operator", "root", "support", "system", "ubot"))


def as_name(typed: str) -> str:
    """What was typed, as names are written: phones begin with a capital."""
    return typed.strip().lower()


def sign_up(typed: str, password: str, address: str | None) -> User:
    """A new account. Raises Refusal (409, 422, 429)."""
    name = as_name(typed)
    if name in RESERVED:
        raise Refusal(
            "user_exists", 409, "The name {name} is taken. Choose another one.", name=name
        )
    passwords.check(password, name)
    who = limits.address_key(address)
    with transaction():
        FAILURES.enter(who)
        NEW.enter(who)
    try:
        return _insert(User(username=name, password_hash=passwords.hashed(password)), who)
    except Refusal as refusal:
        if refusal.code == "user_exists":
            with transaction():  # nor can names be tried one after the other
                limits.hit(FAILURES.enter(who))
        raise


def _insert(user: User, who: str) -> User:
    with transaction():
        limits.hit(NEW.enter(who))
        return users.insert(user)


def authenticate(typed: str, password: str, address: str | None) -> User:
    """Whose name and password these are. Raises Refusal (403, 429): the same one for a name that
    nobody has, after the same time.

    An attempt counts before it is looked at, and a good one is taken back: so that many at once
    cannot try more than one after the other."""
    name = as_name(typed)
    counted = (
        (FAILURES, limits.address_key(address)),
        (FAILURES_OF_ONE, hashlib.sha256(name.encode()).hexdigest()),
    )
    with transaction():
        for row in [limit.enter(who) for limit, who in counted]:
            limits.hit(row)
    user = users.by_name(name)
    hash_ = user.password_hash if user else None
    if not passwords.matches(hash_, password) or user is None or hash_ is None:
        raise Refusal("sign_in_refused", 403, "The name or the password is wrong.")
    better = passwords.hashed(password) if passwords.is_outdated(hash_) else hash_
    with transaction():
        for limit, who in counted:
            limit.take_back(who)
        user.password_hash = better
    return user


def confirm(user: User, password: str, address: str | None) -> None:
    """That it is `user` who asks. Raises Refusal (403, 429)."""
    try:
        authenticate(user.username, password, address)
    except Refusal as refusal:
        if refusal.status != 403:
            raise
        raise Refusal(
            "wrong_password", 403, "This is not your password. Nothing was changed."
        ) from None


def make_operator(name: str, password: str | None, actor: str) -> User:
    """An operator called `name`, made or promoted, with this password or, for None, none yet.

    Of an account that was a person's nothing goes on: whoever made it may have been anybody.
    Raises Refusal (422)."""
    if password is not None:
        passwords.check(password, name)
    user = users.by_name(name) or users.add(name)
    if user.role != OPERATOR:
        with transaction():
            user.password_hash = None
        users.set_role(user, OPERATOR, actor)
    if password is not None:
        set_password(user, password, actor)
    return user


def set_password(user: User, password: str, actor: str, but: str | None = None) -> None:
    """Ends all logins but the one whose token is `but`, and links; tokens of the API stay.
    Raises Refusal (422)."""
    passwords.check(password, user.username)
    hash_ = passwords.hashed(password)
    with transaction():
        user.password_hash = hash_
        logins.end_all(user.id, but)
        links.end_all(user.id)
        audit.record(actor, "user.password", name=user.username)
