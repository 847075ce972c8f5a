"""An account, as its owner uses it in a browser without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.clock import now
from app.db import db, transaction
from app.models import BotSession, Login
from app.services import accounts, links, users
from app.web.account.agents import described
from tests.app.people import Holder, Operator
from tests.app.test_users import PASSWORD
from tests.app.web.browsing import Browser

NEW = "another good one"
ALICE = {"username": "alice", "new": PASSWORD, "again": PASSWORD}
M, K = "Mozilla/5.0", "AppleWebKit/537.36 (KHTML, like Gecko)"  # which nearly all say


@pytest.fixture
def alice_in(app: Flask, visitor: Browser) -> Browser:
    """Signed in, on the page of her account."""
    with app.app_context():
        accounts.sign_up("alice", PASSWORD, None)
    visitor.sign_in("alice", PASSWORD, "/sign-in?next=/account")
    assert visitor.path == "/account"
    return visitor


def make_account(visitor: Browser, **fields: str) -> int:
    visitor.open("/account/new")
    return visitor.submit("/account/new", **{**ALICE, **fields}).status_code


def test_an_account_is_made_and_one_is_signed_in(visitor: Browser) -> None:
    assert make_account(visitor) == 200
    assert "Your account is made, and you are signed in." in visitor.text()
    visitor.open("/account")
    assert visitor.path == "/account"
    assert "No bot is kept in this account yet." in visitor.text()


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"again": "something else"}, 422, "The two passwords are not the same."),
        ({"new": "short", "again": "short"}, 422, "A password has 10 to 200 characters."),
        ({"username": "Two Words"}, 422, "A name has small letters"),
        ({"username": "admin"}, 409, "The name admin is taken."),
    ],
)
def test_a_refused_account_keeps_the_name_that_was_typed(
    visitor: Browser, fields: dict[str, str], status: int, says: str
) -> None:
    assert make_account(visitor, **fields) == status
    assert says in visitor.text()
    assert f'value="{fields.get("username", "alice")}"' in visitor.page
    assert PASSWORD not in visitor.page


def test_the_bots_of_the_browser_come_into_the_new_account(
    app: Flask, visitor: Browser, alice: Holder
) -> None:
    visitor.hold(alice.id)
    make_account(visitor)
    assert alice.get().status_code == 403
    other = Browser(app)
    other.sign_in("alice", PASSWORD, "/sign-in?next=/account")
    assert alice.id in other.page
    assert other.open("/bots").status_code == 200
    assert other.path.startswith("/bots/")


def test_or_stay_whose_key_one_has(visitor: Browser, alice: Holder) -> None:
    visitor.hold(alice.id)
    visitor.open("/account/new")
    form = visitor.fields("/account/new")
    assert form.pop("keep") == "yes", "it is ticked unless one says no"
    visitor.post("/account/new", **{**form, **ALICE})
    assert alice.get().status_code == 200


def test_a_bot_is_kept_and_given_back(app: Flask, alice_in: Browser, alice: Holder) -> None:
    alice_in.hold(alice.id)
    bot = alice_in.path
    alice_in.open("/account")
    assert "In this browser only" in alice_in.text()
    alice_in.submit(f"{bot}/claim")
    assert "The bot is kept in your account." in alice_in.text()
    stranger = Browser(app)
    assert stranger.hold(alice.id).status_code == 403
    assert "This bot belongs to an account" in stranger.text()
    alice_in.open("/account")
    assert "In this browser only" not in alice_in.page
    alice_in.submit(f"{bot}/give-back")
    assert "whoever has its key can open it" in alice_in.text()
    assert alice_in.path == bot
    assert stranger.hold(alice.id).status_code == 200


def test_a_browser_that_holds_the_key_loses_a_bot_that_is_claimed_elsewhere(
    app: Flask, alice_in: Browser, alice: Holder
) -> None:
    other = Browser(app)
    other.hold(alice.id)
    bot = other.path
    alice_in.hold(alice.id)
    alice_in.open("/account")
    alice_in.submit(f"{bot}/claim")
    assert other.open(bot).status_code == 404
    assert "Is the bot kept in an account?" in other.text()
    assert other.open("/bots").status_code == 200
    assert other.path == "/"


def test_a_voucher_redeemed_while_signed_in_gives_a_bot_in_the_account(
    app: Flask, alice_in: Browser, operator: Operator, client_key: Callable[[], str]
) -> None:
    alice_in.open("/")
    alice_in.submit("/", code=operator.voucher())
    assert alice_in.path.startswith("/bots/")
    assert Holder(app.test_client(), client_key()).get().status_code == 403


@pytest.fixture
def client_key(app: Flask) -> Callable[[], str]:
    """The id of the one session there is."""

    def key() -> str:
        with app.app_context():
            return db.session.scalars(select(BotSession.id)).one()

    return key


def test_a_new_password_asks_for_the_old_one(app: Flask, alice_in: Browser) -> None:
    form = {"new": NEW, "again": NEW}
    for old in ("", "wrong"):
        alice_in.submit("/account/password", **form, password=old)
        assert "This is not your password. Nothing was changed." in alice_in.text()
    other = Browser(app)
    other.sign_in("alice", PASSWORD)
    alice_in.submit("/account/password", **form, password=PASSWORD)
    assert "The password is set." in alice_in.text()
    assert alice_in.open("/account").request.path == "/account"
    other.open("/account")
    assert other.path == "/sign-in"
    assert other.sign_in("alice", PASSWORD).status_code == 403
    assert other.sign_in("alice", NEW).status_code == 200


def test_trying_old_passwords_is_limited_like_signing_in(alice_in: Browser) -> None:
    form = {"new": NEW, "again": NEW, "password": "a wrong guess"}
    for _ in range(6):
        alice_in.submit("/account/password", **form)
    assert "Too many attempts with this name have failed." in alice_in.text()


def by_link(app: Flask, visitor: Browser) -> None:
    with app.app_context():
        path = f"/sign-in/{links.make(users.find('alice'), 'root')}"
    visitor.open(path)
    visitor.submit(path)
    visitor.open("/account")


def test_a_link_stands_for_the_old_password_for_a_few_minutes(
    app: Flask, visitor: Browser
) -> None:
    with app.app_context():
        accounts.sign_up("alice", PASSWORD, None)
    by_link(app, visitor)
    assert 'id="old"' not in visitor.page
    visitor.submit("/account/password", new=NEW, again=NEW)
    assert "The password is set." in visitor.text()
    with app.app_context(), transaction():
        db.session.execute(update(Login).values(created_at=now() - timedelta(minutes=16)))
    visitor.open("/account")
    assert 'id="old"' in visitor.page
    visitor.submit("/account/password", new=PASSWORD, again=PASSWORD)
    assert "This is not your password." in visitor.text()


def test_the_first_password_asks_for_none(app: Flask, visitor: Browser) -> None:
    with app.app_context():
        users.add("alice")
    by_link(app, visitor)
    assert "You have no password yet." in visitor.text()
    visitor.submit("/account/password", new=NEW, again=NEW)
    assert "The password is set." in visitor.text()


def test_browsers_are_listed_and_signed_out_one_by_one(app: Flask, alice_in: Browser) -> None:
    phone = Browser(app, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1")
    phone.sign_in("alice", PASSWORD)
    alice_in.open("/account")
    assert alice_in.page.count("this browser") == 1
    assert "Firefox on Linux" in alice_in.text()
    assert "Safari on iPhone" in alice_in.text()
    alice_in.submit("/account/sign-out")
    assert "That browser is signed out." in alice_in.text()
    phone.open("/account")
    assert phone.path == "/sign-in"


def test_all_others_are_signed_out_at_once(app: Flask, alice_in: Browser) -> None:
    others = [Browser(app) for _ in range(3)]
    for other in others:
        other.sign_in("alice", PASSWORD)
    alice_in.open("/account")
    form = alice_in.fields("/account/sign-out", "everywhere")
    alice_in.post("/account/sign-out", **form)
    assert "You are signed out everywhere else." in alice_in.text()
    for other in others:
        other.open("/account")
        assert other.path == "/sign-in"


def test_nobody_signs_somebody_else_out(app: Flask, alice_in: Browser) -> None:
    with app.app_context():
        accounts.sign_up("mallory", PASSWORD, None)
        login = db.session.scalars(select(Login.id)).one()
    mallory = Browser(app)
    mallory.sign_in("mallory", PASSWORD, "/sign-in?next=/account")
    mallory.post("/account/sign-out", **{**mallory.fields("/sign-out"), "login": login})
    assert alice_in.open("/account").request.path == "/account"


def test_a_token_is_shown_once_and_revoked(app: Flask, alice_in: Browser, alice: Holder) -> None:
    alice_in.hold(alice.id)
    alice_in.open("/account")
    alice_in.submit("/claim")
    alice_in.open("/account")
    alice_in.submit("/account/tokens", name="backup script")
    found = re.search(r"<code[^>]*>(ubot_[\w-]{43})</code>", alice_in.page)
    assert found
    headers = {"Authorization": f"Bearer {found[1]}"}
    path = f"/api/deployment/session/{alice.id}"
    assert app.test_client().get(path, headers=headers).status_code == 200
    alice_in.open("/account")
    assert "backup script" in alice_in.text()
    assert found[1] not in alice_in.page
    alice_in.submit("/account/tokens/revoke")
    assert "The token is revoked" in alice_in.text()
    assert app.test_client().get(path, headers=headers).status_code == 401


def test_a_token_without_a_name_is_refused_beside_its_field(alice_in: Browser) -> None:
    answer = alice_in.submit("/account/tokens", name=" ")
    assert answer.status_code == 422
    assert "Give the token a name" in alice_in.text()


def test_deleting_an_account_deletes_its_bots_and_asks_twice(
    app: Flask, alice_in: Browser, alice: Holder
) -> None:
    alice_in.hold(alice.id)
    bot = alice_in.path
    alice_in.open("/account")
    alice_in.submit(f"{bot}/claim")
    alice_in.open("/account")
    assert "Its bots are deleted with it" in alice_in.text()
    alice_in.submit("/account/delete", password=PASSWORD)
    assert "Nothing was deleted: tick the box" in alice_in.text()
    alice_in.submit("/account/delete", sure="yes", password="wrong")
    assert "This is not your password." in alice_in.text()
    assert alice_in.open(bot).status_code == 200
    alice_in.open("/account")
    alice_in.submit("/account/delete", sure="yes", password=PASSWORD)
    assert "Your account is deleted." in alice_in.text()
    assert alice.get().status_code == 404
    assert alice_in.sign_in("alice", PASSWORD).status_code == 403


def test_a_bot_that_was_given_back_outlives_the_account(
    app: Flask, alice_in: Browser, alice: Holder
) -> None:
    alice_in.hold(alice.id)
    bot = alice_in.path
    for step in ("claim", "give-back"):
        alice_in.open("/account")
        alice_in.submit(f"{bot}/{step}")
    alice_in.open("/account")
    alice_in.submit("/account/delete", sure="yes", password=PASSWORD)
    assert alice.get().status_code == 200
    assert "Go to your bot" in alice_in.text()


@pytest.mark.parametrize(
    "path", [f"/account/{what}" for what in ("password", "sign-out", "tokens", "delete")]
)
def test_what_is_not_signed_in_is_led_to_signing_in(visitor: Browser, path: str) -> None:
    visitor.open("/")
    answer = visitor.client.post(path, data=visitor.fields("/language"))
    assert answer.headers["Location"] == "/sign-in?next=/account"


@pytest.mark.parametrize(
    ("agent", "says"),
    [
        (f"{M} (Windows NT 10.0) {K} Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
        (f"{M} (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Linux"),
        (f"{M} (Linux; Android 16) {K} Chrome/150.0 Mobile Safari/537.36", "Chrome on Android"),
        (f"{M} (Macintosh; Intel Mac OS X 10_15_7) {K} Safari/605.1.15", "Safari on macOS"),
        ("curl/8.14", "An unknown browser"),
        ("", "An unknown browser"),
    ],
)  # fmt: skip
def test_a_browser_is_called_what_people_call_it(app: Flask, agent: str, says: str) -> None:
    with app.test_request_context():
        assert described(agent) == says
