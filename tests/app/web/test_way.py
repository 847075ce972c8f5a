"""From the voucher to the running bot, in a browser without JavaScript."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.clock import now
from app.db import db, transaction
from app.models import Voucher
from app.services import deployments, pairing, sessions, vouchers
from botinstance.contract import feature
from botinstance.contract.exits import Exit
from tests.app.people import Bot, Operator, PairingBroker
from tests.app.web.browsing import Browser
from units.protocol import BrokerError, UnitState


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
def bot(app: Flask, started: Browser, shows: Callable[[Bot], Bot]) -> Bot:
    with app.app_context():
        (session,) = sessions.listing()
        return shows(Bot(app.test_client(), session.id))


@pytest.fixture
def shows(broker: PairingBroker) -> Callable[[Bot], Bot]:
    def set_up(bot: Bot) -> Bot:
        broker.on_pair = lambda _, how: bot.show_qr() if how.method == "qr" else bot.show_code()
        return bot

    return set_up


@pytest.fixture
def linked(started: Browser, bot: Bot) -> Browser:
    started.submit("/link/qr")
    bot.paired()
    started.open()
    return started


class Slow(PairingBroker):
    """Its bots take their time."""

    def start(self, bot: str) -> None:
        super().start(bot)
        self._set(bot, run=UnitState(active="activating", sub="start", text="connecting"))


def change(app: Flask, **values: object) -> None:
    with app.app_context(), transaction():
        for session in sessions.listing():
            sessions.change(sessions.lock(session.id), values)


def stations(browser: Browser) -> dict[str, str]:
    """What the stations say, and where one is."""
    way = re.search(r'<ol class="way".*?</ol>', browser.page, re.S)
    assert way
    found = re.findall(r"<li([^>]*)>(.*?)</li>", way[0], re.S)
    shapes = {' class="done"': "done", ' aria-current="step"': "here", "": "ahead"}
    return {re.sub(r"<[^>]+>", "", text).strip(): shapes[rest] for rest, text in found}


def test_the_whole_way(linked: Browser, bot: Bot, operator: Operator) -> None:
    assert "Name and features" in linked.text()
    linked.submit("/deploy", name="My Bot", **{"feature-ai": "on"})
    assert "Deploying My Bot" in linked.text()
    assert "Preparing its folder waits" in linked.text()
    operator.reconcile()
    bot.link("connected")
    linked.open(f"{linked.path}?way")
    assert "My Bot runs" in linked.text()
    assert "Write .menu and send it" in linked.text()
    linked.open(linked.path)
    assert "Overview" in linked.text()


def test_each_station_says_where_one_is_and_what_was_done(
    linked: Browser, operator: Operator
) -> None:
    assert list(stations(linked).items()) == [
        ("Voucher accepted", "done"),
        ("Linked to +15550001234", "done"),
        ("Name and features", "here"),
        ("Deploy", "ahead"),
        ("Your bot", "ahead"),
    ]
    linked.submit("/deploy", name="My Bot")
    assert stations(linked)["Named My Bot"] == "done"
    operator.reconcile()
    linked.open(f"{linked.path}?way")
    assert stations(linked)["Your bot"] == "here"


class TestEntry:
    def test_a_form_sent_twice_gives_the_same_bot(
        self, browser: Browser, operator: Operator
    ) -> None:
        code = operator.voucher()
        browser.open("/")
        form = browser.page
        browser.submit("/", code=code)
        first = browser.path
        browser.page = form
        browser.submit("/", code=code)
        assert browser.path == first

    @pytest.mark.parametrize(
        ("spoil", "said", "then"),
        [
            ("nothing", "looks like UBOT-XXXX", "Type all of it"),
            ("unknown", "Voucher not found", "letter by letter"),
            ("used", "Voucher already used", "open it below with its key"),
            ("expired", "Voucher expired", "another one"),
            ("revoked", "Voucher revoked", "taken it back"),
        ],
    )
    def test_each_refusal_says_what_to_do(
        self, app: Flask, browser: Browser, operator: Operator, spoil: str, said: str, then: str
    ) -> None:
        code = {"nothing": "UBOT", "unknown": "UBOT-AAAA-AAAA-AAAA"}.get(spoil)
        code = code or operator.voucher()
        browser.open("/")
        with app.app_context():
            if spoil == "revoked":
                vouchers.revoke(code, "admin")
            if spoil == "used":
                vouchers.redeem(code, None, None)
            if spoil == "expired":
                with transaction():
                    db.session.execute(db.update(Voucher).values(expires_at=now()))
        answer = browser.submit("/", code=code)
        assert answer.status_code in (404, 409, 410, 422)
        assert said in browser.text()
        assert then in browser.text()
        assert f'value="{code}"' in browser.page

    def test_guessing_is_limited_and_says_until_when(self, browser: Browser) -> None:
        browser.open("/")
        codes = [f"UBOT-AAAA-AAAA-AAA{i}" for i in range(6)]
        assert [browser.submit("/", code=one).status_code for one in codes] == [404] * 5 + [429]
        assert re.search(r"Try again in \d+ seconds", browser.text())

    def test_a_wrong_key_is_told_where_it_was_typed(self, browser: Browser) -> None:
        browser.open("/")
        assert browser.submit("/resume", key="guess").status_code == 404
        assert "36 letters" in browser.text()
        assert "<details open>" in browser.page


class TestComingBack:
    def test_the_same_browser_goes_on_where_it_was(self, linked: Browser) -> None:
        place = linked.path
        linked.open("/bots")
        assert linked.path == place
        assert "Name and features" in linked.text()

    def test_another_browser_goes_on_with_the_key(self, app: Flask, linked: Browser) -> None:
        key = re.search(r'data-copy="([0-9a-f-]{36})"', linked.page)
        assert key
        other = Browser(app.test_client())
        other.open("/")
        other.submit("/resume", key=key[1])
        assert other.path == linked.path
        assert "Name and features" in other.text()

    def test_the_key_never_stands_in_an_address(self, linked: Browser, bot: Bot) -> None:
        addresses = re.findall(
            r'(?:href|action|src|data-\w*-?url|data-stream)="([^"]*)"', linked.page
        )
        assert addresses
        assert not [one for one in addresses if bot.id[:8] in one]

    def test_an_account_that_keeps_the_bot_makes_the_key_useless(
        self, app: Flask, linked: Browser
    ) -> None:
        with app.app_context():
            owner = db.session.scalars(db.select(Voucher.owner_id)).first()
        change(app, user_id=owner)
        assert linked.open().status_code == 404


class TestLinkingByQr:
    def test_it_is_shown_with_its_seconds(self, started: Browser, bot: Bot) -> None:
        started.submit("/link/qr")
        assert 'src="data:image/png;base64,' in started.page
        assert re.search(r"renews itself in (1\d|20) s", started.text())

    def test_without_scripts_the_page_comes_again_when_the_picture_ends(
        self, started: Browser, bot: Bot
    ) -> None:
        started.submit("/link/qr")
        again = re.search(r'http-equiv="refresh" content="(\d+);', started.page)
        assert again
        assert 10 < int(again[1]) <= 21

    def test_it_weighs_little(self, started: Browser, bot: Bot) -> None:
        bot.show_qr("2@" + "k" * 235)
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
        self, app: Flask, started: Browser, bot: Bot
    ) -> None:
        started.submit("/link/qr")
        change(app, qr_expires_at=now())
        started.open()
        assert "Starting your bot’s own process" in started.text()
        assert "not given a code" not in started.text()


def test_a_phone_that_is_linked_while_one_asks_is_no_refusal(
    started: Browser, bot: Bot, broker: PairingBroker
) -> None:
    broker.on_pair = lambda *_: bot.paired()
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


class TestLinkingByCode:
    def test_the_code_stands_with_its_number_and_where_to_type_it(
        self, started: Browser, bot: Bot
    ) -> None:
        started.submit("/link/code", phone="+1 555 000 1234")
        assert "ABCD-EFGH" in started.text()
        assert 'data-copy="ABCD-EFGH"' in started.page
        assert "with the number +15550001234" in started.text()
        assert started.page.count('role="img"') == 4
        assert "Tap Link with phone number instead" in started.text()
        assert "The phone says that the code is wrong" in started.text()

    def test_the_drawing_of_ones_own_system_is_open(
        self, app: Flask, started: Browser, bot: Bot
    ) -> None:
        started.submit("/link/code", phone="+1 555 000 1234")
        opened = r"<details open>\s*<summary>On (\w+)"
        assert re.findall(opened, started.page) == ["Android"]
        agent = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)"}
        page = started.client.get(started.path, headers=agent).text
        assert re.findall(opened, page) == ["iPhone"]

    @pytest.mark.parametrize("typed", ["+15550001234", "0015550001234", " 1 (555) 000-1234 "])
    def test_a_number_may_be_written_in_many_ways(
        self, started: Browser, bot: Bot, broker: PairingBroker, typed: str
    ) -> None:
        started.submit("/link/code", phone=typed)
        assert broker.requests[bot.id].phone == "15550001234"

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
        self, started: Browser, bot: Bot, broker: PairingBroker
    ) -> None:
        broker.on_pair = lambda *_: bot.tell(
            "pair.failed", reason="bad-number", message="WhatsApp does not accept it."
        )
        started.submit("/link/code", phone="+49 170 1234567")
        assert "WhatsApp does not know this number" in started.text()
        assert 'value="+49 170 1234567"' in started.page
        started.open()
        assert 'value="+491701234567"' in started.page


class TestLinkingFails:
    def test_an_expired_code_is_followed_by_a_new_one(self, started: Browser, bot: Bot) -> None:
        started.submit("/link/code", phone="+15550001234")
        bot.tell("pair.failed", reason="timeout", message="Nobody used the code in time.")
        started.open()
        assert "The code has expired" in started.text()
        assert "Show a new code" in started.text()
        started.submit("/link/code")
        assert "ABCD-EFGH" in started.text()

    def test_a_broker_that_is_away_is_told_and_may_be_asked_again(
        self, started: Browser, bot: Bot, broker: PairingBroker
    ) -> None:
        broker.fail["pair"] = BrokerError("unreachable", "It does not answer.")
        assert started.submit("/link/qr").status_code == 503
        assert "Your bot’s process could not be started" in started.text()
        assert "It does not answer." in started.text()
        del broker.fail["pair"]
        started.submit("/link/qr")
        assert 'src="data:image/png' in started.page

    def test_an_expired_voucher_leads_to_another(
        self, app: Flask, started: Browser, bot: Bot
    ) -> None:
        with app.app_context(), transaction():
            db.session.execute(db.update(Voucher).values(expires_at=now()))
        assert started.submit("/link/qr").status_code == 410
        assert "Enter another voucher" in started.text()

    def test_a_bot_that_the_phone_unlinked_is_linked_again_and_keeps_its_name(
        self, linked: Browser, bot: Bot, operator: Operator
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        operator.reconcile()
        bot.link("logged_out", "gone")
        linked.open()
        assert "Link WhatsApp again" in linked.text()
        assert "needs no new voucher" in linked.text()
        linked.submit("/link/qr")
        bot.paired()
        operator.reconcile()
        linked.open(f"{linked.path}?way")
        assert "My Bot runs" in linked.text()

    def test_a_suspended_bot_offers_nothing(self, app: Flask, linked: Browser, bot: Bot) -> None:
        with app.app_context():
            deployments.suspend(bot.id, "admin")
        linked.open()
        assert "Suspended" in linked.text()
        assert not linked.offers("/deploy")


class TestNameAndFeatures:
    def test_the_usual_features_are_chosen_and_all_are_there(self, linked: Browser) -> None:
        sent = linked.fields("/deploy")
        chosen = {name for name in feature.NAMES if f"feature-{name}" in sent}
        assert chosen == {name for name, on in feature.defaults().items() if on}
        for one in feature.FEATURES:
            assert html.escape(one.help) in linked.page
        assert "Stickers 13 commands" in linked.text()

    def test_a_name_is_suggested(self, linked: Browser) -> None:
        assert linked.fields("/deploy")["name"] == "Alice’s bot"

    @pytest.mark.parametrize(("which", "chosen"), [("all", set(feature.NAMES)), ("none", set())])
    def test_all_or_none_at_once_keeps_the_name(
        self, linked: Browser, which: str, chosen: set[str]
    ) -> None:
        place, form = linked.path, linked.fields("/deploy")
        linked.post(f"{place}/choose", **{**form, "name": "Typed", "choose": which})
        sent = linked.fields("/deploy")
        assert sent["name"] == "Typed"
        assert {name for name in feature.NAMES if f"feature-{name}" in sent} == chosen

    def test_the_return_key_deploys(self, linked: Browser) -> None:
        first = re.search(r"<button[^>]*>", linked.page[linked.page.index('/deploy"') :])
        assert first
        assert "formaction" not in first[0]

    @pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\nb"])
    def test_a_refused_name_keeps_what_was_typed_and_chosen(
        self, linked: Browser, name: str
    ) -> None:
        form = linked.fields("/deploy")
        ticked = {k: v for k, v in form.items() if k != "feature-fun"} | {"feature-ai": "on"}
        linked.page = linked.page  # the form is sent as it stands there
        answer = linked.post(f"{linked.path}/deploy", **{**ticked, "name": name})
        assert answer.status_code == 422
        assert "Give the bot a name of 1 to 64 characters." in linked.text()
        again = linked.fields("/deploy")
        assert "feature-ai" in again
        assert "feature-fun" not in again
        assert again["name"].split() == name.split()

    def test_what_was_chosen_is_what_the_bot_gets(
        self, linked: Browser, bot: Bot, broker: PairingBroker, operator: Operator
    ) -> None:
        form = linked.fields("/deploy")
        del form["feature-fun"]
        linked.post(f"{linked.path}/deploy", **{**form, "feature-ai": "on", "name": "B"})
        operator.reconcile()
        config = broker.configs[bot.id]
        assert config.features == {**feature.defaults(), "ai": True, "fun": False}

    def test_a_name_is_shown_as_it_is_and_runs_nothing(self, linked: Browser) -> None:
        name = '<script>alert("1")</script>'
        linked.submit("/deploy", name=name)
        assert name not in linked.page
        assert name in html.unescape(linked.page)


class TestDeploying:
    @pytest.fixture
    def broker(self) -> PairingBroker:
        return Slow()

    def test_the_step_under_way_says_since_when_and_how_long_at_most(
        self, linked: Browser, operator: Operator
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        operator.reconcile()
        linked.open()
        assert "Starting its process done" in linked.text()
        assert "Reaching WhatsApp under way" in linked.text()
        assert re.search(r"At most \d+ seconds", linked.text())
        assert re.search(r'<progress data-from="[^"]+Z" data-to="[^"]+Z"', linked.page)
        assert 'http-equiv="refresh" content="3;' in linked.page

    def test_a_failed_step_says_why_and_is_tried_again(
        self, linked: Browser, bot: Bot, broker: PairingBroker, operator: Operator
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        operator.reconcile()
        broker.exit(bot.id, Exit.CONFIG)
        operator.reconcile()
        linked.open()
        assert "My Bot does not run yet" in linked.text()
        assert "Reaching WhatsApp failed" in linked.text()
        assert "The bot could not read its configuration." in linked.text()
        assert "ask whoever gave you the voucher" in linked.text()
        linked.submit("/retry")
        assert "Deploying My Bot" in linked.text()
        assert "Preparing its folder done" in linked.text()

    def test_a_bot_that_was_stopped_on_its_way_can_be_started(
        self, app: Flask, linked: Browser, bot: Bot
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        with app.app_context():
            deployments.stop(bot.id)
        linked.open()
        assert "My Bot is stopped" in linked.text()
        linked.submit("/start")
        assert "Deploying My Bot" in linked.text()


def test_the_part_that_changes_by_itself_is_the_whole_way(linked: Browser, bot: Bot) -> None:
    answer = linked.client.get(f"{linked.path}/parts?names=way").json
    assert "Name and features" in answer["parts"]["way"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/resume",
        "{bot}/link/qr",
        "{bot}/link/code",
        "{bot}/deploy",
        "{bot}/choose",
        "{bot}/retry",
    ],
)
def test_a_form_from_another_site_is_refused(linked: Browser, path: str) -> None:
    answer = linked.post(path.format(bot=linked.path), name="x", phone="+15550001234")
    assert answer.status_code == 400
    assert "Load the page again" in answer.text


def test_nothing_is_inline(linked: Browser) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", linked.page)


def test_a_stranger_sees_none_of_it(app: Flask, linked: Browser) -> None:
    stranger = Browser(app.test_client())
    assert stranger.open(linked.path).status_code == 404
