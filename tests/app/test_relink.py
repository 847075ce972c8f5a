"""A bot is given another phone, or the same one anew."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.clock import now
from app.db import db, transaction
from app.models import AuditEntry, BotSession
from botinstance.contract import event
from tests.app.people import Bot, Holder, Operator, PairingBroker


def row(app: Flask, holder: Holder) -> BotSession:
    with app.app_context():
        return db.session.get_one(BotSession, holder.id)


def is_up(broker: PairingBroker, holder: Holder) -> bool:
    return broker.states([holder.id])[holder.id].run.alive


@pytest.fixture
def relinked(deployed: Holder, operator: Operator, broker: PairingBroker) -> Holder:
    """Alice, whose bot ran until she asked to link it anew."""
    deployed.post("toggle-feature", featureName="ai", enabled=True)
    answer = deployed.post("relink")
    assert (answer.status_code, answer.json["status"]) == (200, "pairing")
    broker.calls.clear()
    return deployed


def test_it_works(
    app: Flask, relinked: Holder, bot: Bot, broker: PairingBroker, operator: Operator
) -> None:
    assert relinked.state() == ("pairing", "logged_out")
    assert relinked.session()["error"] is None
    assert relinked.post("generate-qr").status_code == 200
    assert not is_up(broker, relinked)
    assert broker.requests[relinked.id].anew == row(app, relinked).pair_anew
    bot.paired("4915550001234")
    assert relinked.state() == ("deploying", "in_progress")
    operator.reconcile()
    assert relinked.state() == ("deployed", "active")
    session = relinked.session()
    assert (session["phone"], session["bot_name"]) == ("4915550001234", "My Bot")
    assert session["features"]["ai"] is True


def test_the_bot_stops_though_nobody_asks_for_a_code(
    relinked: Holder, broker: PairingBroker, operator: Operator
) -> None:
    operator.reconcile()
    assert not is_up(broker, relinked)
    for _ in range(3):
        operator.reconcile()
    assert relinked.state() == ("pairing", "logged_out")


def test_who_goes_away_while_linking_leaves_a_stopped_bot(
    app: Flask, relinked: Holder, broker: PairingBroker, operator: Operator
) -> None:
    relinked.post("generate-qr")
    with app.app_context(), transaction():
        db.session.execute(update(BotSession).values(pair_until=now() - timedelta(seconds=1)))
    operator.reconcile()
    state = broker.states([relinked.id])[relinked.id]
    assert not state.run.alive
    assert not state.pair.alive
    relinked.post("generate-qr")
    assert broker.requests[relinked.id].anew, "the old link may still be there"


def test_every_request_for_a_code_is_of_the_same_wish(
    app: Flask, relinked: Holder, broker: PairingBroker
) -> None:
    relinked.post("generate-qr")
    first = broker.requests[relinked.id].anew
    relinked.post("get-pairing-code", phoneNumber="+15550001234")
    assert broker.requests[relinked.id].anew == first


def test_a_phone_that_unlinks_the_bot_later_is_another_matter(
    relinked: Holder, bot: Bot, broker: PairingBroker, operator: Operator
) -> None:
    relinked.post("generate-qr")
    bot.paired()
    operator.reconcile()
    bot.link("logged_out")
    relinked.post("generate-qr")
    assert broker.requests[relinked.id].anew == ""


@pytest.mark.parametrize("state", ["connected", "disconnected", "logged_out", "replaced"])
def test_late_news_of_the_old_process_confuses_nothing(
    relinked: Holder, bot: Bot, broker: PairingBroker, operator: Operator, state: str
) -> None:
    before = time.time()
    bot.link(state)
    assert relinked.state() == ("pairing", "logged_out")
    assert relinked.session()["connected"] is False
    relinked.post("generate-qr")
    bot.paired()
    operator.reconcile()
    if state in ("logged_out", "replaced"):
        bot.link(state, at=before)
    assert relinked.state() == ("deployed", "active")


def test_codes_of_an_earlier_pairing_are_not_shown(
    app: Flask, relinked: Holder, bot: Bot, shows_codes: PairingBroker
) -> None:
    bot.tell(event.PAIR_QR, code="old", expires_at=time.time() + 60)
    assert row(app, relinked).qr_code is None


def test_a_deployment_under_way_ends(paired: Holder, operator: Operator) -> None:
    paired.deploy()
    assert paired.post("relink").status_code == 200
    assert paired.get("/deployment").json["deployment"]["status"] == "stopped"
    operator.reconcile()
    assert paired.state() == ("pairing", "logged_out")


def test_a_stopped_bot_stays_stopped(
    deployed: Holder, bot: Bot, broker: PairingBroker, operator: Operator
) -> None:
    deployed.post("stop")
    deployed.post("relink")
    deployed.post("generate-qr")
    bot.paired()
    operator.reconcile()
    assert not is_up(broker, deployed)
    assert deployed.state() == ("stopped", "stopped")
    assert deployed.post("start").status_code == 200
    operator.reconcile()
    assert is_up(broker, deployed)


def test_what_is_not_linked_is_not_linked_anew(alice: Holder) -> None:
    answer = alice.post("relink")
    assert (answer.status_code, answer.json["code"]) == (409, "not_paired")


def test_the_audit_log_has_it(app: Flask, relinked: Holder) -> None:
    with app.app_context():
        actions = db.session.scalars(db.select(AuditEntry.action)).all()
    assert "session.relink" in actions
