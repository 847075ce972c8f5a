"""Linking a phone on the way to the running bot, and all that goes wrong with it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.clock import now
from app.db import db, transaction
from app.models import Voucher
from app.services import deployments, pairing, sessions
from tests.app.people import Bot, Operator, PairingBroker
from tests.app.web.browsing import Browser
from units.protocol import BrokerError


def change(app: Flask, **values: object) -> None:
    """Of the one session there is."""
    with app.app_context(), transaction():
        (session,) = sessions.listing()
        sessions.change(sessions.lock(session.id), values)


class TestLinkingByQr:
    def test_it_is_shown_with_its_seconds(self, started: Browser, newborn: Bot) -> None:
        started.submit("/link/qr")
        assert 'src="data:image/png;base64,' in started.page
        assert re.search(r"renews itself in (1\d|20) s", started.text())

    def test_without_scripts_the_page_comes_again_when_the_picture_ends(
        self, started: Browser, newborn: Bot
    ) -> None:
        started.submit("/link/qr")
        again = re.search(r'http-equiv="refresh" content="(\d+);', started.page)
        assert again
        assert 10 < int(again[1]) <= 21

    def test_it_weighs_little(self, started: Browser, newborn: Bot) -> None:
        newborn.show_qr("2@" + "k" * 235)
        answer = started.submit("/link/qr")
        assert len(answer.data) < 60_000

    def test_while_there_is_none_the_page_says_what_goes_on(
        self, app: Flask, started: Browser
    ) -> None:
        change(app, pair_method="qr", pair_started_at=now())
        started.open()
        assert "Starting your bot’s own process and reaching WhatsApp…" in started.text()
        assert "at most 25" in started.text()
        assert "data-since" in started.page
        assert 'class="qr hold"' in started.page

    def test_a_wait_that_is_too_long_ends_in_words(
        self, monkeypatch: pytest.MonkeyPatch, broker: PairingBroker, started: Browser
    ) -> None:
        monkeypatch.setattr(pairing, "WAIT", 0.2)
        assert started.submit("/link/qr").status_code == 503
        assert "WhatsApp has not given a code yet" in started.text()
        started.open()
        assert "WhatsApp has not given a code yet" in started.text()

    def test_between_two_pictures_nothing_is_wrong(
        self, app: Flask, started: Browser, newborn: Bot
    ) -> None:
        started.submit("/link/qr")
        change(app, qr_expires_at=now())
        started.open()
        assert "Starting your bot’s own process" in started.text()
        assert "not given a code" not in started.text()


class TestLinkingByCode:
    def test_the_code_stands_with_its_number_and_where_to_type_it(
        self, started: Browser, newborn: Bot
    ) -> None:
        started.submit("/link/code", phone="+1 555 000 1234")
        assert "ABCD-EFGH" in started.text()
        assert 'data-copy="ABCD-EFGH"' in started.page
        assert "with the number +15550001234" in started.text()
        assert started.page.count('role="img"') == 4
        assert "Tap Link with phone number instead" in started.text()
        assert "The phone says that the code is wrong" in started.text()

    def test_the_drawing_of_ones_own_system_is_open(
        self, app: Flask, started: Browser, newborn: Bot
    ) -> None:
        started.submit("/link/code", phone="+1 555 000 1234")
        opened = r"<details open>\s*<summary>On (\w+)"
        assert re.findall(opened, started.page) == ["Android"]
        phone = Browser(app, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)")
        phone.hold(newborn.id)
        assert re.findall(opened, phone.page) == ["iPhone"]

    @pytest.mark.parametrize("typed", ["+15550001234", "0015550001234", " 1 (555) 000-1234 "])
    def test_a_number_may_be_written_in_many_ways(
        self, started: Browser, newborn: Bot, broker: PairingBroker, typed: str
    ) -> None:
        started.submit("/link/code", phone=typed)
        assert broker.requests[newborn.id].phone == "15550001234"

    @pytest.mark.parametrize("typed", ["0123", "call me", "12"])
    def test_a_wrong_number_is_told_at_its_field_which_keeps_it(
        self, started: Browser, broker: PairingBroker, typed: str
    ) -> None:
        assert started.submit("/link/code", phone=typed).status_code == 422
        assert "Begin with the country code" in started.text()
        assert f'value="{typed}"' in started.page
        assert 'aria-invalid="true"' in started.page
        assert broker.calls == []

    def test_a_number_that_whatsapp_does_not_know_is_kept_in_its_field(
        self, started: Browser, newborn: Bot, broker: PairingBroker
    ) -> None:
        broker.on_pair = lambda *_: newborn.tell(
            "pair.failed", reason="bad-number", message="WhatsApp does not accept it."
        )
        started.submit("/link/code", phone="+49 170 1234567")
        assert "WhatsApp does not know this number" in started.text()
        assert 'value="+49 170 1234567"' in started.page
        started.open()
        assert 'value="+491701234567"' in started.page


class TestLinkingFails:
    def test_an_expired_code_is_followed_by_a_new_one(
        self, started: Browser, newborn: Bot
    ) -> None:
        started.submit("/link/code", phone="+15550001234")
        newborn.tell("pair.failed", reason="timeout", message="Nobody used the code in time.")
        started.open()
        assert "The code has expired" in started.text()
        assert "Show a new code" in started.text()
        started.submit("/link/code")
        assert "ABCD-EFGH" in started.text()

    def test_a_broker_that_is_away_is_told_and_may_be_asked_again(
        self, started: Browser, newborn: Bot, broker: PairingBroker
    ) -> None:
        broker.fail["pair"] = BrokerError("unreachable", "It does not answer.")
        assert started.submit("/link/qr").status_code == 503
        assert "Your bot’s process could not be started" in started.text()
        assert "It does not answer." in started.text()
        del broker.fail["pair"]
        started.submit("/link/qr")
        assert 'src="data:image/png' in started.page

    def test_an_expired_voucher_leads_to_another(
        self, app: Flask, started: Browser, newborn: Bot
    ) -> None:
        with app.app_context(), transaction():
            db.session.execute(db.update(Voucher).values(expires_at=now()))
        assert started.submit("/link/qr").status_code == 410
        assert "Enter another voucher" in started.text()

    def test_a_bot_that_the_phone_unlinked_is_linked_again_and_keeps_its_name(
        self, linked: Browser, newborn: Bot, operator: Operator
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        operator.reconcile()
        newborn.link("logged_out", "gone")
        linked.open()
        assert "Link WhatsApp again" in linked.text()
        assert "needs no new voucher" in linked.text()
        linked.submit("/link/qr")
        newborn.paired()
        operator.reconcile()
        linked.open(f"{linked.path}?way")
        assert "My Bot runs" in linked.text()

    def test_a_suspended_bot_offers_nothing(
        self, app: Flask, linked: Browser, newborn: Bot
    ) -> None:
        with app.app_context():
            deployments.suspend(newborn.id, "admin")
        linked.open()
        assert "Suspended" in linked.text()
        assert not linked.offers("/deploy")


def test_a_phone_that_is_linked_while_one_asks_is_no_refusal(
    started: Browser, newborn: Bot, broker: PairingBroker
) -> None:
    broker.on_pair = lambda *_: newborn.paired()
    assert started.submit("/link/qr").status_code == 200
    assert "already linked" not in started.text()
    assert "Name and features" in started.text()


def test_a_script_is_told_which_field_was_wrong(started: Browser) -> None:
    place, form = started.path, started.fields("/link/code")
    headers = {"Accept": "application/json", "X-Page": place}
    data = {**form, "phone": "0123"}
    answer = started.client.post(f"{place}/link/code", data=data, headers=headers)
    assert answer.status_code == 422
    assert (answer.json["kind"], answer.json["field"]) == ("refused", "phone")
    assert answer.json["to"] is None
