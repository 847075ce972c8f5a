"""Signing in and out, by password and by link, in a browser without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from app.clock import now
from app.db import db, transaction
from app.models import SignInLink
from app.services import accounts, links, logins, users
from app.services.access import OPERATOR
from app.settings import Settings
from app.web.paths import ours
from tests.app.people import Holder
from tests.app.test_users import PASSWORD
from tests.app.web.browsing import Browser

WRONG = "The name or the password is wrong."


@pytest.fixture
def people(app: Flask) -> None:
    """Alice, and an operator called jane."""
    with app.app_context():
        accounts.sign_up("alice", PASSWORD, None)
        accounts.make_operator("jane", PASSWORD, "root")


@pytest.fixture
def make_link(app: Flask) -> Callable[[str], str]:
    """The path of a new link for somebody."""

    def make(name: str) -> str:
        with app.app_context():
            return f"/sign-in/{links.make(users.find(name), 'root')}"

    return make


def signed_in(visitor: Browser) -> bool:
    return visitor.client.get("/account").status_code == 200


def test_operators_come_to_their_side(visitor: Browser, people: None) -> None:
    visitor.sign_in("jane", PASSWORD)
    assert visitor.path == "/operator/"
    assert "Sign out" in visitor.text()


def test_people_come_to_their_bots(visitor: Browser, people: None, alice: Holder) -> None:
    visitor.hold(alice.id)
    bot = visitor.path
    visitor.sign_in("alice", PASSWORD)
    assert visitor.path in (bot, "/bots")


def test_one_comes_back_to_where_one_was(visitor: Browser, people: None) -> None:
    visitor.open("/account")
    assert visitor.path == "/sign-in"
    visitor.submit("/sign-in", username="alice", password=PASSWORD)
    assert visitor.path == "/account"
    visitor.open("/sign-in")
    assert visitor.path != "/sign-in"


def test_a_wrong_password_and_an_unknown_name_have_the_same_answer(
    visitor: Browser, people: None
) -> None:
    pages = []
    for name in ("alice", "nobody"):
        answer = visitor.sign_in(name, "a wrong password")
        assert answer.status_code == 403
        assert WRONG in visitor.text()
        assert f'value="{name}"' in visitor.page
        pages.append(re.sub(r'value="[^"]*"|data-\w+="[0-9TZ:.-]+"', "", visitor.page))
    assert pages[0] == pages[1]
    assert not signed_in(visitor)


def test_guessing_is_stopped_with_a_sentence_that_fits(visitor: Browser, people: None) -> None:
    statuses = [visitor.sign_in("alice", "a wrong guess").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    assert "Too many attempts with this name have failed. Try again in " in visitor.text()
    again = visitor.sign_in("alice", PASSWORD)
    assert (again.status_code, 1 <= int(again.headers["Retry-After"]) <= 60) == (429, True)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/x",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "http:/evil",
        "javascript:alert(1)",
        "//",
        "x",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(visitor: Browser, people: None, elsewhere: str) -> None:
    assert ours(elsewhere) is None
    visitor.open("/sign-in")
    data = {**visitor.fields("/sign-in"), "username": "jane", "password": PASSWORD}
    answer = visitor.client.post("/sign-in", data={**data, "next": elsewhere})
    assert answer.headers["Location"] == "/operator/"


def test_a_path_of_ours_keeps_its_query() -> None:
    assert ours("/operator/audit?page=2") == "/operator/audit?page=2"


def test_what_was_known_before_the_sign_in_does_not_count_after_it(
    app: Flask, visitor: Browser, people: None
) -> None:
    """Whoever has planted a cookie, or its form's token, has nothing of the signed-in session."""
    visitor.open("/sign-in")
    before = visitor.client.get_cookie("ubot")
    old_form = visitor.fields("/sign-in")
    visitor.sign_in("alice", PASSWORD)
    planted = Browser(app)
    assert before
    planted.client.set_cookie("ubot", before.value)
    assert not signed_in(planted)
    assert signed_in(visitor)
    assert visitor.client.post("/sign-out", data=old_form).status_code == 400


def test_signing_out_ends_the_login_itself(app: Flask, visitor: Browser, people: None) -> None:
    visitor.sign_in("alice", PASSWORD)
    stolen = visitor.client.get_cookie("ubot")
    visitor.submit("/sign-out")
    assert "You are signed out." in visitor.text()
    assert not signed_in(visitor)
    thief = Browser(app)
    assert stolen
    thief.client.set_cookie("ubot", stolen.value)
    assert not signed_in(thief)


def test_signing_out_forgets_the_accounts_bots_and_keeps_those_of_the_browser(
    visitor: Browser, people: None, make_holder: Callable[[], Holder]
) -> None:
    """The key of a bot that is in no account may stand nowhere else."""
    kept, loose = make_holder(), make_holder()
    handles = []
    for holder in (kept, loose):
        visitor.hold(holder.id)
        handles.append(visitor.path)
    visitor.sign_in("alice", PASSWORD)
    visitor.open("/account")
    visitor.submit(f"{handles[0]}/claim")
    visitor.submit("/sign-out")
    assert [visitor.client.get(handle).status_code for handle in handles] == [404, 200]


def test_the_language_stays_over_signing_in_and_out(visitor: Browser, people: None) -> None:
    visitor.open("/")
    visitor.submit("/language", language="es")
    for step in (lambda: visitor.sign_in("alice", PASSWORD), lambda: visitor.submit("/sign-out")):
        step()
        assert '<html lang="es"' in visitor.page


def test_signing_out_takes_a_form_of_ours(visitor: Browser, people: None) -> None:
    visitor.sign_in("alice", PASSWORD)
    assert visitor.client.get("/sign-out").status_code == 405
    assert visitor.client.post("/sign-out").status_code == 400
    assert signed_in(visitor)


@pytest.mark.parametrize(("url", "secure"), [("https://x.example", True), ("", False)])
def test_the_cookie_is_for_this_site_alone(
    make_app: Callable[[Settings], Flask], settings: Settings, url: str, secure: bool
) -> None:
    app = make_app(replace(settings, public_url=url))
    header = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert ("Secure" in header) is secure


def test_a_link_shows_whose_it_is_and_signs_in_once(
    app: Flask, visitor: Browser, people: None, make_link: Callable[[str], str]
) -> None:
    path = make_link("jane")
    for _ in range(2):  # a messenger looks first
        visitor.open(path)
        assert "Sign in as jane" in visitor.text()
    visitor.submit(path)
    assert visitor.path == "/operator/"
    other = Browser(app)
    assert other.open(path).status_code == 410
    assert "This link does not work" in other.text()
    assert "jane" not in other.page


def test_a_link_is_used_up_only_by_a_form_of_ours(
    visitor: Browser, people: None, make_link: Callable[[str], str]
) -> None:
    path = make_link("jane")
    assert visitor.client.post(path).status_code == 400
    visitor.open(path)
    visitor.submit(path)
    assert signed_in(visitor)


def test_a_dead_link_says_what_to_do(
    app: Flask, visitor: Browser, people: None, make_link: Callable[[str], str]
) -> None:
    """The same page for one that is too old, and for one that never was."""
    path = make_link("jane")
    visitor.open(path)
    form = visitor.fields(path)
    with app.app_context(), transaction():
        db.session.execute(update(SignInLink).values(expires_at=now() - timedelta(seconds=1)))
    late = visitor.client.post(path, data=form)
    pages = [visitor.open(path), visitor.open("/sign-in/nonsense"), late]
    assert [page.status_code for page in pages] == [410] * 3
    assert all("Ask whoever runs this site for a new link" in page.text for page in pages)
    assert not signed_in(visitor)


def test_a_link_takes_the_place_of_whoever_was_signed_in_here(
    app: Flask, visitor: Browser, people: None, make_link: Callable[[str], str]
) -> None:
    visitor.sign_in("alice", PASSWORD)
    path = make_link("jane")
    visitor.open(path)
    visitor.submit(path)
    visitor.open("/account")
    assert "<bdi>jane</bdi>" in visitor.page
    with app.app_context():
        assert logins.of_user(users.find("alice")) == []


def test_without_a_password_one_is_told_to_set_one(
    app: Flask, visitor: Browser, make_link: Callable[[str], str]
) -> None:
    with app.app_context():
        users.add("admin", role=OPERATOR)
    path = make_link("admin")
    visitor.open(path)
    visitor.submit(path)
    assert "Set a password in your account" in visitor.text()


def test_the_page_of_an_error_stands_without_the_database(app: Flask, visitor: Browser) -> None:
    """Nobody can be asked who this is, and yet it is one page with one sentence."""
    visitor.open("/")
    with app.app_context():
        path = Path(db.engine.url.database or "")
        db.engine.dispose()
    path.unlink()
    path.mkdir()
    answer = visitor.open("/sign-in")
    assert answer.status_code == 503
    assert "The database is busy or cannot be reached" in visitor.text()
