"""Logins, sign-in links and tokens: each opens as long as it should, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import worker
from app.clock import now
from app.db import db, transaction
from app.errors import Refusal
from app.models import ApiToken, Login, SignInLink
from app.services import accounts, api_tokens, links, logins, users
from app.settings import Settings
from tests.app.test_users import PASSWORD, refused


def test_a_login_is_over_when_nobody_uses_it_for_thirty_days(app: Flask) -> None:
    with app.app_context():
        token = logins.begin(users.add("alice"), "")
        for days, found in ((29, True), (31, False)):
            with transaction():
                db.session.execute(update(Login).values(last_used_at=now() - timedelta(days=days)))
            assert (logins.of_token(token) is not None) is found


def test_using_a_login_keeps_it_and_is_noted_now_and_then(app: Flask) -> None:
    with app.app_context():
        token = logins.begin(users.add("alice"), "")
        for age, noted in ((timedelta(minutes=1), False), (timedelta(days=29), True)):
            before = now() - age
            with transaction():
                db.session.execute(update(Login).values(last_used_at=before))
            found = logins.of_token(token)
            assert found
            assert (found.last_used_at > before) is noted


def test_a_new_password_ends_other_logins_and_links_but_not_tokens(app: Flask) -> None:
    with app.app_context():
        alice = users.add("alice")
        here, there = logins.begin(alice, ""), logins.begin(alice, "")
        link, token = links.make(alice, "x"), api_tokens.make(alice, "backup")
        accounts.set_password(alice, PASSWORD, "alice", here)
        assert logins.of_token(here)
        assert logins.of_token(there) is None
        with refused("link_used"):
            links.use(link)
        assert api_tokens.user_of(token).username == "alice"


def test_the_database_has_no_token(app: Flask) -> None:
    with app.app_context():
        alice = users.add("alice")
        made = (logins.begin(alice, ""), links.make(alice, "x"), api_tokens.make(alice, "x"))
        kept = [
            db.session.scalars(select(table.token_hash)).one()
            for table in (Login, SignInLink, ApiToken)
        ]
        for token, hash_ in zip(made, kept, strict=True):
            assert len(token) >= 43
            assert token not in hash_


def test_a_link_signs_in_once_however_many_try_on_both_databases(
    make_app: Callable[[Settings], Flask], settings: Settings, both_urls: str
) -> None:
    app = make_app(replace(settings, database_url=both_urls))
    with app.app_context():
        token = links.make(users.add("alice"), "x")

    def use(_: int) -> str:
        with app.app_context():
            try:
                return links.use(token).username
            except Refusal as refusal:
                return refusal.code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(use, range(8))) == ["alice"] + ["link_used"] * 7


def test_looking_at_a_link_uses_nothing_up(app: Flask) -> None:
    with app.app_context():
        token = links.make(users.add("alice"), "x")
        for _ in range(3):
            assert links.user_of(token).username == "alice"
        links.use(token)
        with refused("link_used"):
            links.user_of(token)


def test_a_link_is_good_for_a_day(app: Flask) -> None:
    with app.app_context():
        token = links.make(users.add("alice"), "x")
        expires = db.session.scalars(select(SignInLink)).one().expires_at
        assert timedelta(hours=23, minutes=59) < expires - now() <= timedelta(hours=24)
        with transaction():
            db.session.execute(update(SignInLink).values(expires_at=now()))
        for ask in (links.user_of, links.use):
            with refused("link_used"):
                ask(token)


def test_a_token_is_revoked_by_its_owner_only(app: Flask) -> None:
    with app.app_context():
        alice, bob = users.add("alice"), users.add("bob")
        token = api_tokens.make(alice, "backup")
        (row,) = api_tokens.of_user(alice)
        assert not api_tokens.revoke(bob, row.id)
        assert api_tokens.user_of(token).id == alice.id
        assert api_tokens.revoke(alice, row.id)
        assert api_tokens.of_user(alice) == []
        with refused("bad_token"):
            api_tokens.user_of(token)
        assert not api_tokens.revoke(alice, row.id)


def test_an_account_has_at_most_twenty_tokens(app: Flask) -> None:
    with app.app_context():
        alice = users.add("alice")
        for number in range(20):
            api_tokens.make(alice, f"{number}")
        with refused("too_many_tokens"):
            api_tokens.make(alice, "one more")
        api_tokens.revoke(alice, api_tokens.of_user(alice)[0].id)
        api_tokens.make(alice, "one more")


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\nb"])
def test_a_token_has_a_name(app: Flask, name: str) -> None:
    with app.app_context(), refused("invalid"):
        api_tokens.make(users.add("alice"), name)


def test_the_worker_forgets_what_is_over_and_nothing_else(app: Flask) -> None:
    with app.app_context():
        alice = users.add("alice")
        for _ in range(2):
            logins.begin(alice, "")
        made = [links.make(alice, "x") for _ in range(3)]
        links.use(made[0])
        with transaction():
            old = db.session.scalars(select(Login)).first()
            late = db.session.scalars(
                select(SignInLink).where(SignInLink.used_at.is_(None))
            ).first()
            assert old
            assert late
            old.last_used_at, late.expires_at = now() - timedelta(days=31), now()
        worker._tidy()
        assert len(db.session.scalars(select(Login)).all()) == 1
        assert len(db.session.scalars(select(SignInLink)).all()) == 1
