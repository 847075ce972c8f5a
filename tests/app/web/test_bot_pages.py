"""The pages of a bot that has been deployed, in a browser without JavaScript."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from app.services import deployments, health, lately, sessions
from app.web.bot.controls import offered
from app.web.bot.health import words
from app.web.bot.lately import sentence
from app.web.live import parts
from botinstance.contract import event, feature
from botinstance.contract.commands import COMMANDS
from botinstance.contract.exits import Exit
from botinstance.contract.state import DeploymentStatus, SessionStatus
from tests.app.people import Bot, Holder, Operator, PairingBroker
from tests.app.web.browsing import Browser
from units.protocol import BrokerError, UnitState

MEBI = 1 << 20

pytestmark = pytest.mark.usefixtures("not_waiting")


@pytest.fixture
def measure(broker: PairingBroker, deployed: Holder) -> Callable[..., None]:
    """Sets what systemd says of Alice's bot."""

    def set_(**changes: object) -> None:
        up = UnitState(active="active", sub="running", pid=1, since=time.time() - 100)
        broker._set(deployed.id, run=replace(up, **changes))

    return set_


class TestHealth:
    def test_a_connected_bot_is_called_so(self, page: Browser) -> None:
        assert "Connected +15550001234 since" in page.text()
        assert 'class="state good"' in page.page

    def test_a_bot_that_hangs_is_never_called_connected(
        self, page: Browser, broker: PairingBroker, deployed: Holder
    ) -> None:
        broker.hang(deployed.id, health.STALE + 1)
        text = page.read()
        assert "Not responding" in text
        assert "Connected since" not in text

    def test_a_lost_connection_is_told_with_its_reason(self, page: Browser, bot: Bot) -> None:
        bot.link("disconnected", "no route to host")
        text = page.read()
        assert "WhatsApp not reached" in text
        assert "The reason: no route to host" in text

    def test_what_systemd_measures(self, page: Browser, measure: Callable[..., None]) -> None:
        measure(memory=43 * MEBI, memory_max=256 * MEBI, cpu=25.0, restarts=3, beat=time.time())
        text = page.read()
        assert "Memory 43 MB of at most 256 MB" in text
        assert "Processor 25% on average" in text
        assert "Restarts 3" in text
        assert "Last sign of life just now" in text

    def test_what_the_bot_counts(self, page: Browser, bot: Bot) -> None:
        bot.tell(event.PULSE, received=1412, sent=398, last_traffic_at=time.time())
        text = page.read()
        assert "Messages in 1,412" in text
        assert "Messages out 398" in text

    def test_when_the_broker_is_away_nothing_is_pretended(
        self, page: Browser, broker: PairingBroker
    ) -> None:
        broker.fail["states"] = BrokerError("unreachable", "Away for now.")
        text = page.read()
        assert "Not known" in text
        assert "Away for now." in text
        assert "Connected since" not in text

    def test_a_failure_is_told_with_what_to_do(
        self, page: Browser, broker: PairingBroker, deployed: Holder, operator: Operator
    ) -> None:
        broker.exit(deployed.id, Exit.CONFIG)
        operator.reconcile()
        text = page.read()
        assert "Stopped by a failure" in text
        assert "could not read its configuration" in text
        assert page.offers("/retry")

    def test_any_words_of_the_bot_can_be_told(
        self, page: Browser, bot: Bot, broker: PairingBroker, deployed: Holder, operator: Operator
    ) -> None:
        bot.link("disconnected", "50% of <b>it</b> is gone: %s {x}")
        assert "50% of <b>it</b> is gone: %s {x}" in page.read()
        broker._set(deployed.id, run=UnitState("failed", "failed", exit_status=1, text="100% {x}"))
        operator.reconcile()
        assert "100% {x}" in page.read()

    def test_while_it_is_deployed_its_steps_are_told(self, page: Browser) -> None:
        page.submit("/restart")
        assert "Ending the old process" in page.text()

    def test_every_state_has_words(self, app: Flask) -> None:
        with app.test_request_context():
            assert all(words(state).word and words(state).sentence for state in health.KINDS)

    def test_the_parts_do_not_change_with_the_time(
        self, app: Flask, deployed: Holder, measure: Callable[..., None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        measure(memory=43 * MEBI, cpu=None, beat=None)
        names = ("head", "health", "events", "settings")

        def drawn() -> dict[str, str]:
            with app.test_request_context():
                return parts.draw(names, sessions.find(deployed.id))

        before, real = drawn(), time.time
        monkeypatch.setattr(time, "time", lambda: real() + 1000)
        assert drawn() == before

    def test_the_api_tells_the_same(self, deployed: Holder, measure: Callable[..., None]) -> None:
        measure(memory=1, memory_max=2, cpu=3.5, beat=1_700_000_000.0)
        told = deployed.session()
        assert (told["health"]["state"], told["health"]["kind"]) == ("hanging", "bad")
        assert told["last_beat"] == told["health"]["since"] == "2023-11-14T22:13:20.000Z"
        assert (told["unit"]["memory_max"], told["unit"]["cpu"]) == (2, 3.5)


class TestLately:
    def test_it_is_told_in_sentences_newest_first(self, page: Browser, bot: Bot) -> None:
        bot.link("disconnected", "no route to host")
        bot.link("connected")
        overview = page.path
        page.open(f"{overview}/features")
        page.submit("/feature", name="games", on="no")
        text = page.read(overview)
        told = [
            "Games was switched off. · with the bot’s key",
            "Connected to WhatsApp.",
            "The connection to WhatsApp was lost: no route to host",
            "The bot was deployed.",
            "A phone was linked.",
            "The voucher was redeemed.",
        ]
        found = [text.index(one) for one in told]
        assert found == sorted(found)

    def test_the_same_news_again_is_no_news(self, page: Browser, bot: Bot) -> None:
        bot.link("connected")
        bot.link("connected")
        assert page.read().count("Connected to WhatsApp.") == 1

    def test_a_flood_of_pulses_does_not_push_it_out(self, page: Browser, bot: Bot) -> None:
        for _ in range(60):
            bot.tell(event.PULSE, received=1, sent=1, last_traffic_at=time.time())
        assert "Connected to WhatsApp." in page.read()

    @pytest.mark.parametrize("what", lately.KNOWN)
    def test_all_that_is_told_has_a_sentence(self, app: Flask, what: str) -> None:
        with app.test_request_context():
            for detail in ({}, {"reason": "Because.", "name": "ai", "names": ["prefix"]}):
                assert sentence(lately.Happening(health.from_unix(0), what, "", detail))


class TestControls:
    def test_pausing_and_starting(self, page: Browser, operator: Operator) -> None:
        page.submit("/stop")
        assert "The bot is being paused." in page.text()
        operator.reconcile()
        text = page.read()
        assert "Paused" in text
        assert not page.offers("/stop")
        page.submit("/start")
        assert "The bot is being started." in page.text()
        operator.reconcile()

    def test_restarting(self, page: Browser, deployed: Holder) -> None:
        page.submit("/restart")
        assert "The bot is being restarted." in page.text()
        assert deployed.session()["deployment"]["type"] == "restart"

    def test_linking_anew_leads_to_the_codes(self, page: Browser) -> None:
        page.submit("/relink")
        assert "The old link ends." in page.text()
        assert page.offers("/link/qr")
        assert page.offers("/delete")

    def test_a_paused_bot_is_paused_when_it_is_linked_anew(
        self, page: Browser, bot: Bot, operator: Operator
    ) -> None:
        for deed in ("/stop", "/relink", "/link/qr"):
            page.submit(deed)
        bot.paired()
        operator.reconcile()
        text = page.read(f"{page.path}?way")
        assert "Paused" in text
        assert "Start it when it is to answer again." in text
        assert page.offers("/start")

    def test_a_script_is_sent_to_the_codes_though_their_address_is_the_same(
        self, page: Browser
    ) -> None:
        headers = {"Accept": "application/json", "X-Page": page.path}
        sent = page.fields("/relink")
        answer = page.client.post(f"{page.path}/relink", data=sent, headers=headers)
        assert answer.json["to"] == page.path

    def test_a_page_that_stayed_open_leads_to_linking_again(self, page: Browser, bot: Bot) -> None:
        bot.link("logged_out", "the phone said so")
        drawn = page.client.get(f"{page.path}/parts?names=head").json["parts"]["head"]
        assert "Unlinked" in drawn
        assert f'<a class="button" href="{page.path}">Link again</a>' in drawn

    def test_deleting_asks_first(self, page: Browser, deployed: Holder) -> None:
        page.submit("/delete")
        assert "Nothing was deleted" in page.text()
        assert deployed.get().status_code == 200

    def test_deleting(self, page: Browser, deployed: Holder) -> None:
        gone = page.path
        page.submit("/delete", sure="yes")
        assert page.path == "/"
        assert "is being deleted" in page.text()
        assert deployed.get().status_code == 404
        assert page.open(gone).status_code == 404

    def test_a_suspended_bot_offers_only_to_be_deleted(
        self, app: Flask, page: Browser, deployed: Holder, operator: Operator
    ) -> None:
        with app.app_context():
            deployments.suspend(deployed.id, "admin")
        operator.reconcile()
        text = page.read()
        assert "Suspended" in text
        assert [verb for verb in ("start", "stop", "restart", "relink", "delete")
                if page.offers(f"/{verb}")] == ["delete"]  # fmt: skip

    def test_for_a_bot_that_is_being_linked_nothing_of_this_makes_sense(self) -> None:
        linking = {"status": SessionStatus.PAIRING, "deployment_status": DeploymentStatus.PENDING}
        assert offered(linking) == ()

    def test_the_key_is_shown_to_who_holds_it(self, page: Browser, deployed: Holder) -> None:
        assert f'data-copy="{deployed.id}"' in page.page

    @pytest.mark.parametrize("path", ["", "/features", "/settings"])
    def test_the_key_stands_in_no_address(
        self, page: Browser, deployed: Holder, path: str
    ) -> None:
        page.open(page.path + path)
        addresses = re.findall(r'(?:href|action|src|data-\w+(?:-url)?)="(/[^"]*)"', page.page)
        assert addresses
        assert not [address for address in addresses if deployed.id[:8] in address]


class TestFeatures:
    @pytest.fixture
    def features(self, page: Browser) -> Browser:
        page.open(f"{page.path}/features")
        return page

    def test_every_feature_stands_there_once(self, features: Browser) -> None:
        assert sorted(re.findall(r'name="name" value="(\w+)"', features.page)) == sorted(
            feature.NAMES
        )

    def test_every_command_stands_there_once(self, features: Browser) -> None:
        found = re.findall(r'<dt><code dir="ltr">(\S+?)[ <]', features.page)
        assert sorted(found) == sorted(command.name for command in COMMANDS)

    def test_a_switch_says_what_it_is_without_its_looks(self, features: Browser) -> None:
        switch = re.search(r'<button[^>]*aria-labelledby="feature-ai"[^>]*>', features.page)
        assert switch
        assert 'role="switch"' in switch[0]
        assert 'aria-checked="false"' in switch[0]

    def test_switching(self, features: Browser, deployed: Holder) -> None:
        features.submit("/feature", name="ai", on="yes")
        assert "AI is on. The bot acts on it as soon as it can." in features.text()
        assert features.path.endswith("/features")
        assert deployed.session()["features"]["ai"] is True

    def test_the_answer_tells_when_the_bot_acts_on_it_already(
        self, features: Browser, deployed: Holder, bot: Bot
    ) -> None:
        bot.tell(event.CONFIG, version=deployed.session()["config"]["wanted"] + 1)
        features.submit("/feature", name="ai", on="yes")
        assert "AI is on, and the bot acts on it already." in features.text()

    def test_what_is_not_in_force_yet_is_told(
        self, features: Browser, deployed: Holder, bot: Bot
    ) -> None:
        bot.tell(event.CONFIG, version=deployed.session()["config"]["wanted"])
        features.submit("/feature", name="ai", on="yes")
        assert "The bot is taking up a change." in features.text()

    def test_an_unknown_feature_is_refused(self, features: Browser, deployed: Holder) -> None:
        before = deployed.session()["features"]
        features.submit("/feature", name="flying", on="yes")
        assert 'class="notice refused"' in features.page
        assert deployed.session()["features"] == before


@pytest.mark.parametrize("path", ["", "/features", "/settings"])
def test_a_stranger_finds_nothing(app: Flask, page: Browser, path: str) -> None:
    assert Browser(app).open(f"{page.path}{path}").status_code == 404


@pytest.mark.parametrize(
    "verb", ["stop", "start", "restart", "relink", "delete", "feature", "settings"]
)
def test_a_form_from_another_site_is_refused(page: Browser, verb: str) -> None:
    answer = page.post(f"{page.path}/{verb}", sure="yes", name="ai", on="yes")
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["", "/features", "/settings"])
def test_nothing_is_inline(page: Browser, path: str) -> None:
    page.open(page.path + path)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page.page)
