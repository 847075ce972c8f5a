"""Accounts: good passwords, roles that end what was begun in another, and an end that is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY as DEFAULT_PARAMETERS
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import Refusal
from app.models import AuditEntry, BotSession, User, Voucher
from app.services import (
    access,
    accounts,
    api_tokens,
    audit,
    links,
    logins,
    passwords,
    users,
    vouchers,
)
from app.services.access import OPERATOR, PERSON, Viewer
from app.settings import Settings
from tests.app.people import Holder, Operator

PASSWORD = "correct horse battery"
IN_EARNEST = passwords._hasher  # before the tests took a cheaper one


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def actions(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.at))
        return [(entry.actor, entry.action) for entry in entries]


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "",
        "x" * 201,
        "1234567890",
        "Password123",
        "ALICE-THE-FIRST",
        "aaaaaaaaaaaa",
        "abababababab",
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(password: str) -> None:
    with refused("invalid"):
        passwords.check(password, "alice-the-first")


@pytest.mark.parametrize(
    "password", [PASSWORD, "x1y2z3w4v5", "كلمة سر طويلة", "four words and 🐎"]
)
def test_other_passwords_are_taken(password: str) -> None:
    passwords.check(password, "alice")
    assert passwords.matches(passwords.hashed(password), password)


def test_a_hash_is_argon2id_at_full_cost_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "_hasher", IN_EARNEST)
    first, second = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)
    assert extract_parameters(first) == DEFAULT_PARAMETERS
    assert first.startswith("$argon2id$")
    assert first != second
    assert PASSWORD not in first
    assert not passwords.matches(first, "another password")


def test_the_same_password_from_another_keyboard_is_the_same() -> None:
    assert passwords.matches(passwords.hashed("ſchöne Gru\u0308ße!"), "ſchöne Gr\u00fcße!")


def test_nobody_is_checked_as_long_as_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many hashes are computed, which is what takes the time."""
    done = []
    hasher = PasswordHasher()

    class Counting:
        hash = staticmethod(hasher.hash)

        @staticmethod
        def verify(hash_: str, password: str) -> bool:
            done.append(hash_)
            return hasher.verify(hash_, password)

    known = passwords.hashed(PASSWORD)
    monkeypatch.setattr(passwords, "_hasher", Counting)
    for hash_ in (known, None):
        assert not passwords.matches(hash_, "a wrong password")
    assert len(done) == 2


def test_not_even_the_decoys_password_is_one() -> None:
    assert not passwords.matches(None, "nobody's")


def test_an_outdated_hash_is_made_anew_at_the_next_sign_in(app: Flask) -> None:
    with app.app_context():
        user = accounts.sign_up("alice", PASSWORD, None)
        user.password_hash = old = PasswordHasher(time_cost=1).hash(PASSWORD)
        db.session.commit()
        accounts.authenticate("alice", PASSWORD, None)
        assert user.password_hash != old
        accounts.authenticate("alice", PASSWORD, None)


def test_a_name_is_read_as_phones_write_it(app: Flask) -> None:
    with app.app_context():
        assert accounts.sign_up(" Alice ", PASSWORD, None).username == "alice"
        assert accounts.authenticate("ALICE", PASSWORD, None).username == "alice"


@pytest.mark.parametrize(
    "name", ["", "-x", "two words", "ä", "x" * 65, "<b>", "a\x00b", "holder", "worker", "bot"]
)
def test_a_name_that_is_none_is_refused(app: Flask, name: str) -> None:
    with app.app_context(), refused("invalid"):
        accounts.sign_up(name, PASSWORD, None)


@pytest.mark.parametrize("name", ["admin", "Operator", "root"])
def test_nobody_signs_up_as_the_operator(app: Flask, name: str) -> None:
    with app.app_context(), refused("user_exists"):
        accounts.sign_up(name, PASSWORD, None)


def test_a_taken_name_is_refused_and_names_cannot_be_tried(app: Flask) -> None:
    with app.app_context():
        accounts.sign_up("alice", PASSWORD, "192.0.2.1")
        for _ in range(10):
            with refused("user_exists"):
                accounts.sign_up("alice", PASSWORD, "192.0.2.2")
        with refused("too_many_requests"):
            accounts.sign_up("alice", PASSWORD, "192.0.2.2")
        accounts.sign_up("bob", PASSWORD, "192.0.2.1")


def test_five_accounts_an_hour_come_from_one_address(app: Flask) -> None:
    with app.app_context():
        for number in range(5):
            accounts.sign_up(f"user{number}", PASSWORD, "192.0.2.1")
        with pytest.raises(Refusal, match="Too many accounts were made") as error:
            accounts.sign_up("user5", PASSWORD, "192.0.2.1")
        assert 3500 < int(error.value.headers["Retry-After"]) <= 3600
        accounts.sign_up("user5", PASSWORD, "192.0.2.2")


def test_wrong_passwords_for_one_name_are_limited_exactly_on_both_databases(
    make_app: Callable[[Settings], Flask], settings: Settings, both_urls: str
) -> None:
    app = make_app(replace(settings, database_url=both_urls))
    with app.app_context():
        accounts.sign_up("alice", PASSWORD, None)

    def guess(number: int) -> str:
        with app.app_context():
            try:
                accounts.authenticate("alice", "a wrong guess", f"192.0.2.{number}")
            except Refusal as refusal:
                return refusal.code
        return "in"

    with ThreadPoolExecutor(12) as pool:
        codes = Counter(pool.map(guess, range(12)))
    assert codes == {"sign_in_refused": 5, "too_many_requests": 7}
    with app.app_context(), pytest.raises(Refusal, match="with this name have failed"):
        accounts.authenticate("alice", PASSWORD, "192.0.2.99")


def test_wrong_passwords_from_one_address_are_limited_whatever_the_name(app: Flask) -> None:
    with app.app_context():
        for number in range(10):
            with refused("sign_in_refused"):
                accounts.authenticate(f"user{number}", "a wrong guess", "192.0.2.1")
        with pytest.raises(Refusal, match="from your address have failed"):
            accounts.authenticate("user10", "a wrong guess", "192.0.2.1")
        with refused("sign_in_refused"):
            accounts.authenticate("user10", "a wrong guess", "192.0.2.2")


def test_right_passwords_are_not_limited(app: Flask) -> None:
    with app.app_context():
        accounts.sign_up("alice", PASSWORD, None)
        for _ in range(12):
            accounts.authenticate("alice", PASSWORD, "192.0.2.1")


def test_a_user_without_a_password_cannot_sign_in_with_any(app: Flask) -> None:
    with app.app_context():
        users.add("alice")
        for password in ("", "None"):
            with refused("sign_in_refused"):
                accounts.authenticate("alice", password, None)


def begun(user: User) -> tuple[str, str, str]:
    return logins.begin(user, ""), links.make(user, "x"), api_tokens.make(user, "x")


def test_a_new_role_ends_what_was_begun_in_the_old(app: Flask) -> None:
    with app.app_context():
        users.add("admin", role=OPERATOR)
        alice = accounts.sign_up("alice", PASSWORD, None)
        login, link, token = begun(alice)
        users.set_role(alice, OPERATOR, "admin")
        assert logins.of_token(login) is None
        with refused("link_used"):
            links.use(link)
        with refused("bad_token"):
            api_tokens.user_of(token)
        kept = logins.begin(alice, "")
        users.set_role(alice, OPERATOR, "admin")
        assert logins.of_token(kept)
    assert ("admin", "user.role") in actions(app)


def test_the_last_operator_stays_one(app: Flask) -> None:
    with app.app_context():
        admin = users.add("admin", role=OPERATOR)
        for leave in (
            lambda: users.set_role(admin, PERSON, "x"),
            lambda: users.remove(admin, "x"),
        ):
            with refused("last_operator"):
                leave()
        users.add("jane", role=OPERATOR)
        users.set_role(admin, PERSON, "x")
        assert users.find("admin").role == PERSON


def test_of_two_operators_who_leave_at_once_one_stays_on_both_databases(
    make_app: Callable[[Settings], Flask], settings: Settings, both_urls: str
) -> None:
    app = make_app(replace(settings, database_url=both_urls))
    names = [f"user{number}" for number in range(6)]
    with app.app_context():
        for name in names:
            users.add(name, role=OPERATOR)

    def leave(name: str) -> str:
        with app.app_context():
            try:
                users.set_role(users.find(name), PERSON, name)
            except Refusal as refusal:
                return refusal.code
        return "left"

    with ThreadPoolExecutor(6) as pool:
        assert Counter(pool.map(leave, names)) == {"left": 5, "last_operator": 1}


def test_an_account_ends_with_its_bots_and_leaves_its_vouchers(
    app: Flask, operator: Operator, deployed: Holder
) -> None:
    """And nothing points to it any more: foreign keys hold on both sides."""
    with app.app_context():
        jane = users.add("jane", role=OPERATOR)
        alice = accounts.sign_up("alice", PASSWORD, None)
        begun(alice)
        bot = access.by_key(deployed.id)
        access.claim(Viewer(alice, (bot.id,)), bot)
        own = vouchers.create(alice, 1, 30)[0].code
        vouchers.redeem(operator.voucher(), None, None, None, alice)
        users.remove(alice, "jane")
        assert users.by_name("alice") is None
        assert vouchers.find(own).owner_id == jane.id
        assert {row.wish for row in db.session.scalars(select(BotSession))} == {"remove"}
        assert not db.session.scalars(
            select(Voucher.used_by_id).where(Voucher.used_by_id.is_not(None))
        ).all()
    assert deployed.get().status_code == 404
    assert operator.reconcile() is False
    assert ("jane", "user.remove") in actions(app)


def test_who_owns_vouchers_does_not_leave_them_to_nobody(app: Flask) -> None:
    with app.app_context():
        alice = accounts.sign_up("alice", PASSWORD, None)
        vouchers.create(alice, 1, 30)
        with refused("owns_vouchers"):
            users.remove(alice, "alice")
        assert users.by_name("alice")


def test_the_listing_counts_and_searches(app: Flask, operator: Operator) -> None:
    with app.app_context():
        operator.vouchers(3)
        alice = users.add("alice", email="alice_1@example.org")
        users.add("bob", phone="+4917000001")
        vouchers.redeem(operator.voucher(), None, None, None, alice)
        logins.begin(alice, "")
        found = {one.user.username: one for one in users.listing()}
        assert list(found) == ["admin", "alice", "bob"]
        assert (found["admin"].vouchers, found["admin"].bots) == (4, 0)
        assert (found["alice"].vouchers, found["alice"].bots) == (0, 1)
        assert found["alice"].last_used_at
        assert found["bob"].last_used_at is None
        for text, names in (("LIC", ["alice"]), ("17000", ["bob"]), ("_", ["alice"]), ("%", [])):
            assert [one.user.username for one in users.listing(text)] == names


def test_whoever_is_made_operator_starts_afresh(app: Flask) -> None:
    """A stranger may have signed up with the name first."""
    with app.app_context():
        stranger = accounts.sign_up("jane", PASSWORD, None)
        login, link, token = begun(stranger)
        jane = accounts.make_operator("jane", None, "root")
        assert (jane.role, jane.password_hash) == (OPERATOR, None)
        assert logins.of_token(login) is None
        with refused("link_used"):
            links.use(link)
        with refused("bad_token"):
            api_tokens.user_of(token)
        accounts.make_operator("jane", "another good one", "root")
        accounts.make_operator("jane", None, "root")
        accounts.authenticate("jane", "another good one", None)
    assert ("root", "user.role") in actions(app)


def test_the_audit_log_says_who_keeps_what(app: Flask, alice: Holder) -> None:
    with app.app_context():
        user = accounts.sign_up("alice", PASSWORD, None)
        viewer = Viewer(user, (alice.id,))
        access.claim(viewer, access.by_key(alice.id))
        access.give_back(viewer, access.by_key(alice.id, user))
    assert actions(app)[-3:] == [
        ("alice", "user.add"),
        ("alice", "session.claim"),
        ("alice", "session.give_back"),
    ]
    assert (audit.HOLDER, "voucher.redeem") in actions(app)
