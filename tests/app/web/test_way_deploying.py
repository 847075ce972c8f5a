"""The end of the way: a name, features, and the steps of the first deployment."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask

from app.services import deployments
from botinstance.contract import feature
from botinstance.contract.exits import Exit
from tests.app.people import Bot, Operator, PairingBroker
from tests.app.web.browsing import Browser
from units.protocol import UnitState


class Slow(PairingBroker):
    """Its bots take their time."""

    def start(self, bot: str) -> None:
        super().start(bot)
        self._set(bot, run=UnitState(active="activating", sub="start", text="connecting"))


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
        answer = linked.post(f"{linked.path}/deploy", **{**ticked, "name": name})
        assert answer.status_code == 422
        assert "Give the bot a name of 1 to 64 characters." in linked.text()
        again = linked.fields("/deploy")
        assert "feature-ai" in again
        assert "feature-fun" not in again
        assert again["name"].split() == name.split()

    def test_what_was_chosen_is_what_the_bot_gets(
        self, linked: Browser, newborn: Bot, broker: PairingBroker, operator: Operator
    ) -> None:
        form = linked.fields("/deploy")
        del form["feature-fun"]
        linked.post(f"{linked.path}/deploy", **{**form, "feature-ai": "on", "name": "B"})
        operator.reconcile()
        config = broker.configs[newborn.id]
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
        self, linked: Browser, newborn: Bot, broker: PairingBroker, operator: Operator
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        operator.reconcile()
        broker.exit(newborn.id, Exit.CONFIG)
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
        self, app: Flask, linked: Browser, newborn: Bot
    ) -> None:
        linked.submit("/deploy", name="My Bot")
        with app.app_context():
            deployments.stop(newborn.id)
        linked.open()
        assert "My Bot is stopped" in linked.text()
        linked.submit("/start")
        assert "Deploying My Bot" in linked.text()
