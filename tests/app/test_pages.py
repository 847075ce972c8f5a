"""The pages, as a browser without JavaScript uses them."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.app.people import Bot, Holder, Operator, PairingBroker
from units.protocol import BrokerError


class Browser:
    """Fills in the forms that the last page had, and follows where they lead."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.page = ""

    def open(self, path: str = "/bot") -> TestResponse:
        answer = self._client.get(path, follow_redirects=True)
        self.page = html.unescape(answer.text)
        return answer

    def submit(self, action: str, **fields: str) -> TestResponse:
        form = re.search(rf'<form[^>]*action="{action}".*?</form>', self.page, re.S)
        assert form, f"there is no form {action} in {self.page}"
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])
        data = {**dict(hidden), **fields}
        answer = self._client.post(action, data=data, follow_redirects=True)
        self.page = html.unescape(answer.text)
        return answer

    def session_id(self) -> str:
        found = re.search(r"<code>([0-9a-f-]{36})</code>", self.page)
        assert found
        return found[1]


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    return Browser(client)


@pytest.fixture
def started(browser: Browser, operator: Operator) -> Browser:
    """A voucher has been entered."""
    browser.open("/")
    browser.submit("/", code=operator.voucher())
    return browser


@pytest.fixture
def bot(app: Flask, started: Browser, broker: PairingBroker) -> Bot:
    bot = Bot(app.test_client(), started.session_id())
    broker.on_pair = lambda _config, how: bot.show_qr() if how.method == "qr" else bot.show_code()
    return bot


@pytest.fixture
def linked(started: Browser, bot: Bot) -> Browser:
    started.submit("/bot/link/qr")
    bot.paired()
    started.open()
    return started


def test_the_whole_way(linked: Browser, bot: Bot, operator: Operator) -> None:
    assert "Linked to +15550001234" in linked.page
    linked.submit("/bot/deploy", name="My Bot", **{"feature-ai": "yes"})
    assert "The bot is being deployed." in linked.page
    assert "prepare: pending" in linked.page
    operator.reconcile()
    bot.link("connected")
    linked.open()
    assert "connected to WhatsApp" in linked.page
    assert "<h1>My Bot</h1>" in linked.page
    linked.submit("/bot/feature", name="ai", on="no")
    assert "Feature ai disabled." in linked.page
    linked.submit("/bot/stop")
    assert "The bot is being stopped." in linked.page
    operator.reconcile()
    linked.submit("/bot/start")
    operator.reconcile()
    linked.open()
    assert "Restart" in linked.page


def test_the_session_never_stands_in_an_address(linked: Browser, client: FlaskClient) -> None:
    session = linked.session_id()
    addresses = re.findall(r'(?:href|action|src|data-url)="([^"]*)"', linked.page)
    assert addresses
    assert not [a for a in addresses if session[:8] in a]


def test_the_qr_code_is_shown_with_its_seconds(started: Browser, bot: Bot) -> None:
    started.submit("/bot/link/qr")
    assert 'src="data:image/png;base64,' in started.page
    assert re.search(r'<strong id="seconds">\d+</strong> seconds', started.page)
    assert 'http-equiv="refresh"' in started.page


def test_the_pairing_code_is_shown(started: Browser, bot: Bot) -> None:
    started.submit("/bot/link/code", phone="+1 555 000 1234")
    assert "ABCD-EFGH" in started.page


def test_a_wrong_number_is_told(started: Browser) -> None:
    started.submit("/bot/link/code", phone="0123")
    assert "must start with the country code" in started.page


def test_an_unknown_voucher_is_told_and_kept_in_its_field(browser: Browser) -> None:
    browser.open("/")
    answer = browser.submit("/", code="UBOT-AAAA-AAAA-AAAA")
    assert answer.status_code == 404
    assert "Voucher not found" in browser.page
    assert 'value="UBOT-AAAA-AAAA-AAAA"' in browser.page


def test_a_form_sent_twice_gives_the_same_bot(browser: Browser, operator: Operator) -> None:
    code = operator.voucher()
    browser.open("/")
    form = browser.page
    browser.submit("/", code=code)
    first = browser.session_id()
    browser.page = form
    browser.submit("/", code=code)
    assert browser.session_id() == first


def test_guessing_vouchers_on_the_page_is_limited_too(browser: Browser) -> None:
    browser.open("/")
    statuses = [browser.submit("/", code=f"UBOT-AAAA-AAAA-AAA{i}").status_code for i in range(6)]
    assert statuses == [404] * 5 + [429]


def test_a_bot_is_opened_in_another_browser_by_its_key(app: Flask, linked: Browser) -> None:
    other = Browser(app.test_client())
    other.open("/")
    other.submit("/resume", key=linked.session_id())
    assert "Linked to +15550001234" in other.page
    other.submit("/leave")
    assert "Go to your bot" not in other.page


def test_a_wrong_key_is_told(browser: Browser) -> None:
    browser.open("/")
    assert browser.submit("/resume", key="guess").status_code == 404
    assert "no such session" in browser.page


def test_without_a_bot_every_page_leads_to_the_entry(browser: Browser) -> None:
    browser.open("/bot")
    assert "A WhatsApp bot of your own" in browser.page


@pytest.mark.parametrize(
    "path", ["/", "/resume", "/leave", "/bot/link/qr", "/bot/deploy", "/bot/delete", "/bot/stop"]
)
def test_a_form_from_another_site_is_refused(
    app: Flask, linked: Browser, client: FlaskClient, path: str
) -> None:
    answer = client.post(path, data={"name": "x", "sure": "yes"})
    assert answer.status_code == 400
    assert "Load the page again" in answer.text


def test_deleting_asks_first(linked: Browser, client: FlaskClient) -> None:
    session = linked.session_id()
    linked.submit("/bot/delete")
    assert "Nothing was deleted" in linked.page
    linked.open()
    linked.submit("/bot/delete", sure="yes")
    assert "being deleted" in linked.page
    assert Holder(client, session).get().status_code == 404
    linked.open("/bot")
    assert "A WhatsApp bot of your own" in linked.page


def test_a_name_is_shown_as_it_is_and_runs_nothing(linked: Browser) -> None:
    name = '<script>alert("1")</script>'
    answer = linked.submit("/bot/deploy", name=name)
    assert name not in answer.text
    assert name in linked.page


def test_the_page_stands_when_the_broker_is_away(linked: Browser, broker: PairingBroker) -> None:
    linked.submit("/bot/deploy", name="My Bot")
    broker.fail["states"] = broker.fail["logs"] = BrokerError("unreachable", "Away for now.")
    assert linked.open().status_code == 200
    assert "Away for now." in linked.page
    linked.open("/bot/logs")
    assert "Away for now." in linked.page


def test_the_script_is_told_the_next_code_and_when_to_load_again(
    started: Browser, bot: Bot, client: FlaskClient
) -> None:
    started.submit("/bot/link/qr")
    first = client.get("/bot/live").json
    assert first["picture"].startswith("data:image/png")
    assert 0 < first["seconds"] <= 20
    bot.show_qr("the next one")
    second = client.get("/bot/live").json
    assert second["picture"] != first["picture"]
    assert second["stamp"] == first["stamp"]
    bot.paired()
    third = client.get("/bot/live").json
    assert (third["picture"], third["seconds"]) == (None, None)
    assert third["stamp"] != first["stamp"]


def test_nothing_is_inline(linked: Browser) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", linked.page)


def test_an_unknown_page_is_a_page(browser: Browser) -> None:
    assert browser.open("/nothing").status_code == 404
    assert "There is nothing at this address." in browser.page
    assert "<main>" in browser.page
