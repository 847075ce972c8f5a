"""Whose bot is it? Asked in every way that there is, of everybody who might want to know."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services import access, accounts, api_tokens, users
from app.services.access import OPERATOR, Viewer
from tests.app.people import Holder, Operator
from tests.app.test_faults import BODIES
from tests.app.test_users import PASSWORD, actions, refused
from tests.app.test_vouchers import redeem

OF_A_SESSION = [path for path, body in BODIES.items() if "sessionId" in body]
READING = ["", "/features", "/deployment", "/logs"]


def user_with_token(app: Flask, name: str, role: str = "person") -> str:
    """The header of a new account's token."""
    with app.app_context():
        return f"Bearer {api_tokens.make(users.add(name, role=role), 'a program')}"


@pytest.fixture
def owner(app: Flask, deployed: Holder) -> str:
    """Alice has kept her bot in an account: the header of her token."""
    token = user_with_token(app, "alice")
    with app.app_context():
        bot = access.by_key(deployed.id)
        access.claim(Viewer(users.find("alice"), (bot.id,)), bot)
    return token


def ask(client: FlaskClient, what: str, session: str, token: str = "") -> TestResponse:
    headers = {"Authorization": token} if token else {}
    if what.startswith("/api/"):
        body = {**BODIES[what], "sessionId": session}
        return client.post(what, json=body, headers=headers)
    return client.get(f"/api/deployment/session/{session}{what}", headers=headers)


@pytest.mark.parametrize("what", [*OF_A_SESSION, *READING])
def test_the_key_of_a_claimed_bot_opens_nothing(
    client: FlaskClient, deployed: Holder, owner: str, what: str
) -> None:
    answer = ask(client, what, deployed.id)
    assert (answer.status_code, answer.json["code"]) == (403, "claimed")


@pytest.mark.parametrize("what", [*OF_A_SESSION, *READING])
def test_nor_does_the_token_of_somebody_else(
    app: Flask, client: FlaskClient, deployed: Holder, owner: str, what: str
) -> None:
    answer = ask(client, what, deployed.id, user_with_token(app, "mallory"))
    assert (answer.status_code, answer.json["code"]) == (403, "claimed")


@pytest.mark.parametrize("role", ["owner", "operator"])
def test_the_owners_token_opens_it_and_an_operators_opens_all(
    app: Flask, client: FlaskClient, deployed: Holder, owner: str, role: str
) -> None:
    token = owner if role == "owner" else user_with_token(app, "jane", OPERATOR)
    for what in READING:
        assert ask(client, what, deployed.id, token).status_code == 200
    assert ask(client, "/api/deployment/restart", deployed.id, token).status_code == 200
    name = "alice" if role == "owner" else "jane"
    assert actions(app)[-1] == (name, "session.restart")


def test_an_unclaimed_bot_is_opened_by_its_key_as_ever(app: Flask, deployed: Holder) -> None:
    assert deployed.post("restart").status_code == 200
    assert actions(app)[-1] == ("holder", "session.restart")


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer somebody's", "Bearer", "nonsense"])
def test_what_is_no_token_of_ours_is_nobodys_business(
    client: FlaskClient, alice: Holder, header: str
) -> None:
    assert ask(client, "", alice.id, header).status_code == 200


@pytest.mark.parametrize("what", [*OF_A_SESSION, *READING])
def test_a_token_that_is_none_is_refused(client: FlaskClient, alice: Holder, what: str) -> None:
    answer = ask(client, what, alice.id, "Bearer ubot_guessed")
    assert (answer.status_code, answer.json["code"]) == (401, "bad_token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_does_not_tell_which_sessions_there_are(app: Flask, client: FlaskClient) -> None:
    answer = ask(client, "", str(uuid.uuid4()), user_with_token(app, "alice"))
    assert (answer.status_code, answer.json["code"]) == (404, "session_not_found")


def test_a_voucher_redeemed_with_a_token_gives_a_bot_in_that_account(
    app: Flask, client: FlaskClient, operator: Operator
) -> None:
    token = user_with_token(app, "alice")
    body = {"code": operator.voucher(), "userId": "x"}
    made = client.post(
        "/api/deployment/validate-voucher", json=body, headers={"Authorization": token}
    )
    session = made.json["sessionId"]
    assert ask(client, "", session).status_code == 403
    assert ask(client, "", session, token).status_code == 200
    assert actions(app)[-1] == ("alice", "voucher.redeem")


def test_a_voucher_redeemed_without_one_gives_a_bot_of_whoever_has_the_key(
    client: FlaskClient, operator: Operator
) -> None:
    session = redeem(client, operator.voucher()).json["sessionId"]
    assert ask(client, "", session).status_code == 200


def viewer_of(app: Flask, name: str, *held: str, role: str = "person") -> Callable[[], Viewer]:
    with app.app_context():
        users.add(name, role=role)
    return lambda: Viewer(users.find(name), held)


def test_claiming_takes_an_account_and_the_key(app: Flask, alice: Holder) -> None:
    signed_out = Viewer(None, (alice.id,))
    jane = viewer_of(app, "jane", role=OPERATOR)
    with app.app_context():
        bot = access.by_key(alice.id)
        with refused("sign_in_first"):
            access.claim(signed_out, bot)
        with refused("key_needed"):  # operators see it without
            access.claim(jane(), bot)


def test_of_two_who_claim_the_first_has_it(app: Flask, alice: Holder) -> None:
    first = viewer_of(app, "first", alice.id)
    second = viewer_of(app, "second", alice.id)
    with app.app_context():
        bot = access.by_key(alice.id)
        access.claim(first(), bot)
        access.claim(first(), bot)
        with refused("claimed"):
            access.claim(second(), bot)
        assert access.own(first())[0].id == alice.id
        assert access.own(second()) == []


def test_an_operator_does_not_take_a_claimed_bot_away(app: Flask, alice: Holder) -> None:
    owner = viewer_of(app, "alice", alice.id)
    jane = viewer_of(app, "jane", alice.id, role=OPERATOR)
    with app.app_context():
        bot = access.by_key(alice.id)
        access.claim(owner(), bot)
        with refused("claimed"):
            access.claim(jane(), bot)
        with refused("not_yours"):
            access.give_back(jane(), bot)


def test_a_bot_that_was_given_back_is_its_keys_again(app: Flask, alice: Holder) -> None:
    owner = viewer_of(app, "alice", alice.id)
    with app.app_context():
        bot = access.by_key(alice.id)
        access.claim(owner(), bot)
        access.give_back(owner(), bot)
        assert access.by_key(alice.id).user_id is None
    assert alice.get().status_code == 200


def test_claiming_is_seen_by_whoever_follows_the_bot(app: Flask, alice: Holder) -> None:
    owner = viewer_of(app, "alice", alice.id)
    with app.app_context():
        bot = access.by_key(alice.id)
        before = bot.revision
        access.claim(owner(), bot)
        assert access.by_key(alice.id, users.find("alice")).revision > before


def test_nobody_finds_by_a_handle_what_is_not_theirs(app: Flask, alice: Holder) -> None:
    owner = viewer_of(app, "alice", alice.id)
    jane = viewer_of(app, "jane", role=OPERATOR)
    with app.app_context():
        handle = access.by_key(alice.id).handle
        stranger = accounts.sign_up("stranger", PASSWORD, None)
        for viewer in (Viewer(), Viewer(stranger)):
            with refused("session_not_found"):
                access.find(viewer, handle)
        for viewer in (Viewer(None, (alice.id,)), Viewer(stranger, (alice.id,)), jane()):
            assert access.find(viewer, handle)
        access.claim(owner(), access.by_key(alice.id))
        for viewer in (Viewer(None, (alice.id,)), Viewer(stranger, (alice.id,))):
            with refused("session_not_found"):
                access.find(viewer, handle)
        for viewer in (owner(), Viewer(users.find("alice")), jane()):
            assert access.find(viewer, handle)
