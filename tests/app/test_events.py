"""What bots report is believed once, and only from the bot itself."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import db
from app.models import BotEvent
from app.services import bot_settings, events, sessions
from app.services.tokens import events_token
from app.settings import Settings
from botinstance.contract import event
from botinstance.contract.exits import MEANING, Exit
from tests.app.people import SECRET, Bot, Holder, Operator, PairingBroker


def stored(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(BotEvent)) or 0


def pulse(number: int = 1) -> dict[str, Any]:
    return Bot.event(event.PULSE, received=number, sent=2, last_traffic_at=time.time())


def test_it_works(app: Flask, alice: Holder, bot: Bot) -> None:
    answer = bot.post([pulse(7)])
    assert answer.status_code == 200
    assert answer.json == {"success": True, "stored": 1}
    link = alice.session()["link"]
    assert (link["received"], link["sent"]) == (7, 2)
    assert link["last_traffic_at"].endswith("Z")


def test_an_event_told_again_is_stored_once(app: Flask, bot: Bot) -> None:
    told = pulse()
    assert bot.post([told]).json["stored"] == 1
    assert bot.post([told, told]).json["stored"] == 0
    assert stored(app) == 1


def test_one_told_by_many_requests_at_once_is_stored_once(app: Flask, alice: Holder) -> None:
    told = pulse()

    def post(_: int) -> int:
        return Bot(app.test_client(), alice.id).post([told]).json["stored"]

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(post, range(10))) == 1


def test_the_same_id_of_another_bot_is_another_event(
    app: Flask, bot: Bot, make_holder: Callable[[], Holder]
) -> None:
    told = pulse()
    bot.post([told])
    assert Bot(app.test_client(), make_holder().id).post([told]).json["stored"] == 1


@pytest.mark.parametrize("token", ["x", "ünïcode", events_token(SECRET, str(uuid.uuid4()))])
def test_a_token_of_someone_else_is_refused(app: Flask, bot: Bot, token: str) -> None:
    answer = bot.post([pulse()], token)
    assert (answer.status_code, answer.json["code"]) == (401, "bad_token")
    assert stored(app) == 0


def test_no_token_at_all_is_refused(client: FlaskClient, bot: Bot) -> None:
    body = {"bot": bot.id, "events": [pulse()]}
    assert client.post(event.PATH, json=body).status_code == 401


def test_an_unknown_bot_is_not_found(client: FlaskClient) -> None:
    assert Bot(client, str(uuid.uuid4())).post([pulse()]).status_code == 404


@pytest.mark.parametrize(
    "bad",
    [
        {},
        [],
        None,
        {"id": "12345678", "at": 1, "name": "unknown", "data": {}},
        {"id": "short", "at": 1, "name": event.CONFIG, "data": {"version": 1}},
        {"id": "12345678", "at": "now", "name": event.CONFIG, "data": {"version": 1}},
        {"id": "12345678", "at": 1, "name": event.CONFIG, "data": {"version": "1"}},
        {"id": "12345678", "at": 1, "name": event.LINK, "data": {"state": "x", "reason": ""}},
    ],
)
def test_one_bad_event_refuses_the_whole_batch(app: Flask, bot: Bot, bad: Any) -> None:
    assert bot.post([pulse(), bad]).status_code == 422
    assert stored(app) == 0


def test_a_batch_has_a_limit(app: Flask, bot: Bot) -> None:
    assert bot.post([pulse() for _ in range(event.BATCH + 1)]).status_code == 422
    assert bot.post([pulse() for _ in range(event.BATCH)]).status_code == 200


def test_a_batch_of_the_longest_events_is_taken(bot: Bot) -> None:
    longest = [
        Bot.event(event.LINK, state="connecting", reason="語" * 500) for _ in range(event.BATCH)
    ]
    assert bot.post(longest).status_code == 200


@pytest.mark.parametrize("at", [0, 1e12, 2**40 - 1])
def test_a_clock_that_is_wrong_breaks_nothing(alice: Holder, bot: Bot, at: float) -> None:
    told = {**pulse(), "at": at}
    told["data"]["last_traffic_at"] = at
    assert bot.post([told]).status_code == 200
    assert alice.get().status_code == 200


def test_the_history_of_a_bot_is_bounded(
    make_app: Callable[[Settings], Flask], settings: Settings, alice: Holder
) -> None:
    app = make_app(replace(settings, events_kept=100))
    bot = Bot(app.test_client(), alice.id)
    for _ in range(5):
        bot.post([pulse() for _ in range(50)])
    assert stored(app) == 100


def test_the_link_is_told(deployed: Holder, bot: Bot) -> None:
    bot.link("disconnected", "the network is down")
    session = deployed.session()
    assert session["link"]["state"] == "disconnected"
    assert session["link"]["reason"] == "the network is down"
    assert session["connected"] is False
    bot.link("connected")
    assert deployed.session()["connected"] is True


def test_a_bot_that_the_phone_unlinked_is_linked_again(
    deployed: Holder, bot: Bot, shows_codes: PairingBroker, operator: Operator
) -> None:
    bot.link("logged_out")
    assert deployed.state() == ("pairing", "logged_out")
    assert deployed.session()["error"] == MEANING[Exit.LOGGED_OUT]
    operator.reconcile()
    assert not shows_codes.states([deployed.id])[deployed.id].run.alive
    assert deployed.post("generate-qr").status_code == 200
    bot.paired()
    assert deployed.state() == ("deploying", "in_progress")
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")
    assert deployed.session()["bot_name"] == "My Bot"


def test_a_bot_that_is_still_ending_does_not_take_the_new_pairing_along(
    deployed: Holder,
    bot: Bot,
    shows_codes: PairingBroker,
    operator: Operator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The worker looks, the bot ends, its owner asks for a code, and only then the worker acts."""
    bot.link("logged_out")
    before = shows_codes.states([deployed.id])
    assert before[deployed.id].run.alive
    assert deployed.post("generate-qr").status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr(shows_codes, "states", lambda bots: before)
        operator.reconcile()
    assert shows_codes.states([deployed.id])[deployed.id].pair.alive


def test_it_can_be_linked_again_after_its_voucher_has_expired(
    app: Flask, deployed: Holder, bot: Bot
) -> None:
    with app.app_context():
        db.session.execute(db.text("UPDATE vouchers SET expires_at = created_at"))
        db.session.commit()
    bot.link("logged_out")
    assert deployed.post("generate-qr").status_code == 200


def test_news_of_the_old_link_does_not_end_the_new_one(
    deployed: Holder, bot: Bot, operator: Operator
) -> None:
    bot.link("logged_out", at=time.time() - 3600)
    assert deployed.state() == ("deployed", "active")


@pytest.mark.parametrize("state", ["replaced", "banned", "outdated", "refused"])
def test_a_permanent_end_is_told_with_its_reason(
    deployed: Holder, bot: Bot, broker: PairingBroker, operator: Operator, state: str
) -> None:
    status = Exit[state.upper()]
    bot.link(state)
    assert deployed.state() == ("deployed", "failed")
    assert deployed.session()["error"] == MEANING[status]
    operator.reconcile()  # its unit has not ended yet
    assert deployed.state() == ("deployed", "failed")
    broker.exit(deployed.id, status)
    broker.calls.clear()
    operator.reconcile()
    assert ("start", deployed.id) not in broker.calls


def test_being_linked_is_told_twice_and_done_once(paired: Holder, bot: Bot) -> None:
    paired.deploy()
    bot.paired("4917000000")
    assert paired.state() == ("deploying", "in_progress")
    assert paired.session()["phone"] == "15550001234"


def test_settings_that_the_bot_has_applied_wait_no_longer(
    app: Flask, deployed: Holder, bot: Bot
) -> None:
    with app.app_context():
        bot_settings.change(deployed.id, {"prefix": "!"})
        first = sessions.find(deployed.id).config_version
        bot_settings.change(deployed.id, {"ai_key": "secret"})
    told = {"values": {"prefix": "!"}, "secrets": []}
    bot.tell(event.SETTINGS, applied=first, **told)
    with app.app_context():
        session = sessions.find(deployed.id)
        assert session.settings_told == {"applied": first, **told}
        assert set(session.settings_wanted) == {"ai_key"}


def test_the_newest_events_of_one_name(app: Flask, alice: Holder, bot: Bot) -> None:
    for number in range(3):
        bot.post([pulse(number), Bot.event(event.LINK, state="connected", reason=str(number))])
    with app.app_context():
        found = events.latest(sessions.find(alice.id), 2, event.LINK)
        assert [one.data["reason"] for one in found] == ["2", "1"]
