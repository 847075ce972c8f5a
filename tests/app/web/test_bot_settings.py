"""The settings of a bot: what stands in the form, and what changing it does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import AuditEntry, BotSession
from app.services import bot_settings, sessions
from botinstance.contract import dashboard, event
from botinstance.contract.problem import Invalid
from tests.app.people import Bot, Holder, Operator, PairingBroker
from tests.app.web.browsing import Browser

KEY = "sk-very-secret"

pytestmark = pytest.mark.usefixtures("not_waiting")


@pytest.fixture
def page(page: Browser) -> Browser:
    """Alice, on the settings of her bot."""
    page.open(f"{page.path}/settings")
    return page


def tell(bot: Bot, applied: int, secrets: tuple[str, ...] = (), **values: str) -> None:
    bot.tell(event.SETTINGS, applied=applied, values=values, secrets=list(secrets))


def wanted(holder: Holder) -> int:
    found: int = holder.session()["config"]["wanted"]
    return found


def row(app: Flask, holder: Holder) -> BotSession:
    with app.app_context():
        return sessions.find(holder.id)


def entries(app: Flask, action: str) -> list[dict[str, Any]]:
    with app.app_context():
        found = db.session.scalars(select(AuditEntry).where(AuditEntry.action == action))
        return [{"actor": one.actor, **one.detail} for one in found]


def value(page: Browser, name: str) -> str:
    found = re.search(rf'<input id="{name}"[^>]* value="([^"]*)"', page.page)
    assert found, f"there is no field {name}"
    return found[1]


class TestWhatHolds:
    def test_every_setting_stands_there_once(self, page: Browser) -> None:
        assert sorted(re.findall(r'name="was-(\w+)"', page.page)) == sorted(
            [*dashboard.SHOWN, "bot_name"]
        )

    def test_at_first_the_defaults(self, page: Browser) -> None:
        assert value(page, "prefix") == "."
        assert value(page, "flood") == "60"

    def test_what_the_bot_told_also_of_a_change_in_a_chat(self, page: Browser, bot: Bot) -> None:
        tell(bot, 0, prefix="!", flood="90")
        page.open()
        assert (value(page, "prefix"), value(page, "flood")) == ("!", "90")

    def test_what_was_asked_for_until_the_bot_has_told(
        self, page: Browser, bot: Bot, deployed: Holder
    ) -> None:
        tell(bot, 0, prefix=".")
        page.submit("/settings", prefix="#")
        assert value(page, "prefix") == "#"
        assert "The bot is taking up: Prefix." in page.text()
        tell(bot, wanted(deployed), prefix="#")
        page.open()
        assert value(page, "prefix") == "#"
        assert "is taking up" not in page.text()

    def test_choices_are_in_words(self, page: Browser) -> None:
        assert '<option value="admins">The bot’s admins only</option>' in page.page


class TestChanging:
    def test_it_reaches_the_bot_with_its_config(
        self, page: Browser, deployed: Holder, operator: Operator, broker: PairingBroker
    ) -> None:
        before = wanted(deployed)
        page.submit("/settings", prefix="!", default_welcome_text="Hi &user!\r\nBe kind.")
        assert "Saved. The bot acts on it as soon as it can." in page.text()
        operator.reconcile()
        config = broker.configs[deployed.id]
        assert config.version == before + 1
        assert config.settings == {
            "prefix": {"value": "!", "version": before + 1},
            "default_welcome_text": {"value": "Hi &user!\nBe kind.", "version": before + 1},
        }

    def test_a_bot_that_acts_at_once_is_told_of(
        self, page: Browser, deployed: Holder, bot: Bot
    ) -> None:
        bot.tell(event.CONFIG, version=wanted(deployed) + 1)
        page.submit("/settings", prefix="!")
        assert "Saved, and the bot acts on it already." in page.text()

    def test_boxes_are_ticked_and_cleared(
        self, app: Flask, page: Browser, deployed: Holder
    ) -> None:
        page.submit("/settings", autoread="on")
        assert row(app, deployed).settings_wanted["autoread"]["value"] == "on"
        sent = page.fields("/settings")
        assert sent.pop("autoread") == "on"
        page.post(page.path, **sent)
        assert row(app, deployed).settings_wanted["autoread"]["value"] == "off"

    def test_an_empty_field_is_the_default_again(
        self, app: Flask, page: Browser, deployed: Holder, bot: Bot
    ) -> None:
        tell(bot, 0, prefix="!")
        page.open()
        page.submit("/settings", prefix="")
        assert row(app, deployed).settings_wanted["prefix"]["value"] == ""
        assert value(page, "prefix") == "."

    def test_the_same_again_changes_nothing(self, page: Browser, deployed: Holder) -> None:
        before = wanted(deployed)
        page.submit("/settings", prefix=" . ")
        assert "Nothing was changed" in page.text()
        assert wanted(deployed) == before

    def test_what_was_left_alone_is_not_taken_back(
        self, app: Flask, page: Browser, deployed: Holder, bot: Bot
    ) -> None:
        """The page is open; meanwhile the prefix is changed in a chat."""
        tell(bot, 0, prefix="!")
        page.submit("/settings", sticker_pack="Mine")
        assert set(row(app, deployed).settings_wanted) == {"sticker_pack"}
        assert value(page, "prefix") == "!"

    def test_renaming(
        self, page: Browser, deployed: Holder, operator: Operator, broker: PairingBroker
    ) -> None:
        page.submit("/settings", bot_name=" Rosa’s helper ")
        assert deployed.session()["bot_name"] == "Rosa’s helper"
        operator.reconcile()
        assert broker.configs[deployed.id].name == "Rosa’s helper"

    def test_the_audit_log_has_the_names_and_never_the_values(
        self, app: Flask, page: Browser
    ) -> None:
        page.submit("/settings", prefix="!", ai_key=KEY, bot_name="Rosa")
        assert entries(app, "settings.change") == [
            {"actor": "holder", "names": ["ai_key", "prefix"]}
        ]
        assert entries(app, "session.rename") == [{"actor": "holder", "name": "Rosa"}]


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "text", "sentence"),
        [
            ("prefix", "abc", "Write one to three signs"),
            ("flood", "4", "Write a whole number from 5 to 1000."),
            ("flood", "many", "Write a whole number from 5 to 1000."),
            ("mode", "nobody", "Choose one of the list."),
            ("ai_url", "ftp://x", "Write the address like https://api.example.org/v1."),
            ("sticker_pack", "x" * 61, "Write at most 60 characters."),
            ("autoreact_emojis", "abc", "Write emojis with spaces between them."),
            ("bot_name", "  ", "Give the bot a name of 1 to 64 characters."),
        ],
    )
    def test_the_sentence_stands_at_its_field(
        self, page: Browser, deployed: Holder, name: str, text: str, sentence: str
    ) -> None:
        before = wanted(deployed)
        answer = page.submit("/settings", **{name: text})
        assert answer.status_code == 422
        assert re.search(rf'id="wrong-{name}">{sentence}', page.page)
        assert re.search(rf'name="{name}"[^>]*wrong-{name}"[^>]*aria-invalid="true"', page.page)
        assert wanted(deployed) == before

    def test_what_was_typed_is_kept_and_nothing_of_it_was_saved(
        self, app: Flask, page: Browser, deployed: Holder
    ) -> None:
        page.submit("/settings", prefix="abc", sticker_pack="Mine", bot_name="Rosa")
        assert value(page, "prefix") == "abc"
        assert value(page, "sticker_pack") == "Mine"
        assert value(page, "bot_name") == "Rosa"
        assert row(app, deployed).settings_wanted == {}
        page.submit("/settings", prefix="!")
        assert set(row(app, deployed).settings_wanted) == {"prefix", "sticker_pack"}
        assert deployed.session()["bot_name"] == "Rosa"

    def test_the_service_checks_by_itself(self, app: Flask, deployed: Holder) -> None:
        with app.app_context():
            for changes in ({"prefix": "abc"}, {"sudo": "1"}, {"prefix": "!", "mode": "x"}):
                with pytest.raises(Invalid):
                    bot_settings.change(deployed.id, changes)
        assert row(app, deployed).settings_wanted == {}


class TestSecrets:
    def test_a_secret_is_never_shown(self, page: Browser, bot: Bot) -> None:
        assert 'placeholder="not set"' in page.page
        page.submit("/settings", ai_key=KEY)
        assert 'placeholder="is set; a new one replaces it"' in page.page
        assert KEY not in page.page
        page.submit("/settings", ai_key="another", prefix="abc")
        assert "another" not in page.page

    def test_it_is_dropped_as_soon_as_the_bot_has_it(
        self, app: Flask, page: Browser, deployed: Holder, bot: Bot
    ) -> None:
        page.submit("/settings", ai_key=KEY)
        tell(bot, wanted(deployed) - 1, ())
        assert row(app, deployed).settings_wanted["ai_key"]["value"] == KEY
        tell(bot, wanted(deployed), ("ai_key",))
        assert row(app, deployed).settings_wanted == {}
        page.open()
        assert 'placeholder="is set; a new one replaces it"' in page.page

    def test_left_empty_it_stays(
        self, app: Flask, page: Browser, deployed: Holder, bot: Bot
    ) -> None:
        tell(bot, 0, ("ai_key",))
        page.open()
        page.submit("/settings", prefix="!")
        assert set(row(app, deployed).settings_wanted) == {"prefix"}

    def test_it_can_be_removed(
        self, app: Flask, page: Browser, deployed: Holder, bot: Bot
    ) -> None:
        tell(bot, 0, ("ai_key",))
        page.open()
        page.submit("/settings", **{"clear-ai_key": "yes"})
        assert row(app, deployed).settings_wanted["ai_key"]["value"] == ""
        assert 'placeholder="not set"' in page.page


def test_what_the_bot_tells_wrongly_is_refused(bot: Bot) -> None:
    told = {"applied": 0, "values": {"ai_key": KEY}, "secrets": []}
    assert bot.tell(event.SETTINGS, **told).status_code == 422
