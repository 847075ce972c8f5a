"""Linking a phone by QR or by code."""

from __future__ import annotations

import base64
import io
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.clock import now
from app.db import db, transaction
from app.models import BotSession, Voucher
from app.services import pairing
from app.settings import Settings
from botinstance.contract import event
from botinstance.contract.exits import Exit
from tests.app.people import PHONE, QR, Bot, Holder, Operator, PairingBroker
from units.protocol import BrokerError


def read_qr(data_uri: str) -> str:
    head, data = data_uri.split(",")
    assert head == "data:image/png;base64"
    picture = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
    return zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)[0].text


def change(app: Flask, holder: Holder, **values: object) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(BotSession).where(BotSession.id == holder.id).values(**values))


def code_for(holder: Holder, phone: str = "+1 (555) 000-1234") -> TestResponse:
    return holder.post("get-pairing-code", phoneNumber=phone)


def starts(broker: PairingBroker) -> int:
    return [verb for verb, _ in broker.calls].count("pair")


def test_a_qr_code_can_be_read_by_a_camera(alice: Holder, shows_codes: PairingBroker) -> None:
    answer = alice.post("generate-qr")
    assert answer.status_code == 200
    assert answer.json["success"] is True
    assert answer.json["sessionId"] == alice.id
    assert answer.json["message"] == "QR Code generated successfully"
    assert read_qr(answer.json["qrCode"]) == QR
    assert 15 <= answer.json["expiresIn"] <= 20


def test_a_pairing_code_is_given_for_a_phone(alice: Holder, shows_codes: PairingBroker) -> None:
    answer = code_for(alice)
    assert answer.status_code == 200
    assert answer.json["pairingCode"] == "ABCD-EFGH"
    assert answer.json["expiresIn"] > 150
    assert "Linked devices" in answer.json["instructions"]
    assert shows_codes.requests[alice.id].phone == PHONE


@pytest.mark.parametrize("phone", ["", "0155500", "12", "1" * 16, "call me", "+1555\n0001234"])
def test_a_wrong_number_is_refused_before_anything_starts(
    alice: Holder, broker: PairingBroker, phone: str
) -> None:
    assert code_for(alice, phone).status_code == 422
    assert broker.calls == []


def test_asking_again_shows_the_same_code_and_starts_nothing(
    alice: Holder, shows_codes: PairingBroker
) -> None:
    alice.post("generate-qr")
    assert alice.post("generate-qr").status_code == 200
    assert starts(shows_codes) == 1


def test_the_next_code_replaces_the_last(
    alice: Holder, bot: Bot, shows_codes: PairingBroker
) -> None:
    alice.post("generate-qr")
    bot.show_qr("the next one")
    assert read_qr(alice.post("generate-qr").json["qrCode"]) == "the next one"


def test_a_code_about_to_end_is_not_given_but_the_next(
    app: Flask, alice: Holder, bot: Bot, broker: PairingBroker
) -> None:
    broker.on_pair = lambda *_: bot.show_qr("too old", seconds=2)
    later = threading.Timer(0.5, bot.show_qr, ["fresh"])
    later.start()
    try:
        assert read_qr(alice.post("generate-qr").json["qrCode"]) == "fresh"
    finally:
        later.join()


def test_changing_the_method_starts_the_unit_anew(
    alice: Holder, shows_codes: PairingBroker
) -> None:
    alice.post("generate-qr")
    assert code_for(alice).status_code == 200
    assert alice.post("generate-qr").status_code == 200
    assert starts(shows_codes) == 3


def test_another_number_starts_the_unit_anew(alice: Holder, shows_codes: PairingBroker) -> None:
    code_for(alice)
    code_for(alice, "+491700001234")
    assert shows_codes.requests[alice.id].phone == "491700001234"


def test_a_unit_that_has_ended_is_started_again(
    app: Flask, alice: Holder, shows_codes: PairingBroker
) -> None:
    alice.post("generate-qr")
    shows_codes.exit(alice.id, Exit.PAIRING_TIMEOUT, "pair")
    change(app, alice, pair_started_at=now() - timedelta(minutes=3), qr_code=None)
    assert alice.post("generate-qr").status_code == 200
    assert starts(shows_codes) == 2


def test_two_at_once_start_one_unit(
    app: Flask, alice: Holder, bot: Bot, broker: PairingBroker
) -> None:
    both_asked = threading.Barrier(2, timeout=10)

    def answer_when_both_asked(*_: object) -> None:
        both_asked.wait()
        bot.show_qr()

    broker.on_pair = answer_when_both_asked
    answers: list[TestResponse] = []

    def ask() -> None:
        answers.append(Holder(app.test_client(), alice.id).post("generate-qr"))

    first = threading.Thread(target=ask)
    first.start()
    while not broker.calls:
        time.sleep(0.01)
    second = threading.Thread(target=ask)
    second.start()
    both_asked.wait()
    first.join()
    second.join()
    assert [a.status_code for a in answers] == [200, 200]
    assert starts(broker) == 1


@pytest.mark.parametrize(
    ("reason", "status"),
    [("refused", 409), ("timeout", 503), ("bad-number", 422), ("unreachable", 503)],
)
def test_a_failure_is_told_in_the_bots_words(
    alice: Holder, bot: Bot, broker: PairingBroker, reason: str, status: int
) -> None:
    sentence = "WhatsApp refused to link this device."
    broker.on_pair = lambda *_: bot.tell(event.PAIR_FAILED, reason=reason, message=sentence)
    answer = alice.post("generate-qr")
    assert answer.status_code == status
    assert answer.json["code"] == reason.replace("-", "_")
    assert answer.json["error"] == sentence


def test_after_a_failure_one_may_ask_again(alice: Holder, bot: Bot, broker: PairingBroker) -> None:
    broker.on_pair = lambda *_: bot.tell(event.PAIR_FAILED, reason="x", message="No.")
    alice.post("generate-qr")
    broker.on_pair = lambda *_: bot.show_qr()
    assert alice.post("generate-qr").status_code == 200


def test_a_unit_that_dies_without_a_word_is_noticed(
    monkeypatch: pytest.MonkeyPatch, alice: Holder, broker: PairingBroker
) -> None:
    broker.on_pair = lambda config, _: broker.exit(config.id, Exit.OUTDATED, "pair")
    answer = alice.post("generate-qr")
    assert (answer.status_code, answer.json["code"]) == (503, "pairing_failed")
    assert "client version" in answer.json["error"]


def test_whoever_waits_too_long_is_told_so(
    monkeypatch: pytest.MonkeyPatch, alice: Holder, broker: PairingBroker
) -> None:
    monkeypatch.setattr(pairing, "WAIT", 0.3)
    answer = alice.post("generate-qr")
    assert (answer.status_code, answer.json["code"]) == (503, "pairing_slow")


def test_an_unreachable_broker_is_told_and_may_be_asked_again(
    alice: Holder, shows_codes: PairingBroker, app: Flask
) -> None:
    shows_codes.fail["pair"] = BrokerError("unreachable", "It does not answer.")
    answer = alice.post("generate-qr")
    assert (answer.status_code, answer.json["code"]) == (503, "broker_unreachable")
    del shows_codes.fail["pair"]
    assert alice.post("generate-qr").status_code == 200


def test_so_many_may_wait_that_bots_can_still_report(
    make_app: Callable[[Settings], Flask],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = make_app(replace(settings, pairing_waiters=1))
    client, operator = app.test_client(), Operator(app)
    body = {"code": operator.voucher(), "userId": "x"}
    answer = client.post("/api/deployment/validate-voucher", json=body)
    with app.app_context():
        app.extensions["ubot"].waiters.acquire()
    refused = Holder(client, answer.json["sessionId"]).post("generate-qr")
    assert (refused.status_code, refused.json["code"]) == (503, "busy")
    assert refused.headers["Retry-After"] == "2"


def test_a_linked_session_gives_no_more_codes(paired: Holder) -> None:
    for answer in (paired.post("generate-qr"), code_for(paired)):
        assert (answer.status_code, answer.json["code"]) == (409, "already_paired")


def test_linking_clears_the_codes_and_tells_the_phone(app: Flask, paired: Holder) -> None:
    session = paired.session()
    assert (session["status"], session["deployment_status"]) == ("paired", "pending")
    assert session["phone"] == PHONE
    with app.app_context():
        row = db.session.get_one(BotSession, paired.id)
        assert (row.qr_code, row.pairing_code, row.pair_until) == (None, None, None)


def test_an_expired_voucher_links_nothing_more(
    app: Flask, alice: Holder, broker: PairingBroker
) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(Voucher).values(expires_at=now()))
    answer = alice.post("generate-qr")
    assert (answer.status_code, answer.json["error"]) == (410, "Voucher expired")
    assert broker.calls == []


def test_news_of_an_earlier_attempt_is_not_shown(
    app: Flask, alice: Holder, bot: Bot, shows_codes: PairingBroker
) -> None:
    alice.post("generate-qr")
    bot.tell(event.PAIR_FAILED, at=time.time() - 60, reason="timeout", message="Too late.")
    assert alice.post("generate-qr").status_code == 200


def test_a_pairing_unit_does_not_run_for_ever(
    app: Flask, alice: Holder, shows_codes: PairingBroker, operator: Operator
) -> None:
    alice.post("generate-qr")
    operator.reconcile()
    assert shows_codes.states([alice.id])[alice.id].pair.alive
    change(app, alice, pair_until=now())
    operator.reconcile()
    assert not shows_codes.states([alice.id])[alice.id].pair.alive


def test_a_code_never_stands_in_the_session_or_in_the_history(
    app: Flask, alice: Holder, client: FlaskClient, shows_codes: PairingBroker
) -> None:
    alice.post("generate-qr")
    assert QR not in alice.get().text
    with app.app_context():
        rows = db.session.execute(db.text("SELECT data FROM events")).all()
        assert len(rows) == 1
        assert QR not in str(rows)
