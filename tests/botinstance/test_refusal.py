"""Off anywhere is off; who may not is told why, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from botinstance.contract.config import BotConfig
from botinstance.contract.feature import FEATURES
from botinstance.database import Database
from botinstance.link.group import Member
from botinstance.state.settings import Settings
from botinstance.state.switches import EVERYWHERE, HERE, Off, off
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, OWNER, TestBot, by

CHAT, OTHER = "1203630001@g.us", "1203630002@g.us"


@pytest.fixture
def settings(database: Database) -> Settings:
    return Settings(database)


@pytest.mark.parametrize(
    ("place", "who"),
    [("dashboard", Off.DASHBOARD), ("owner", Off.OWNER), ("chat", Off.CHAT), ("other chat", None)],
)
@pytest.mark.parametrize("name", ["fun", "joke"])
def test_off_anywhere_is_off(settings: Settings, place: str, who: Off | None, name: str) -> None:
    made = config()
    match place:
        case "dashboard":
            made = config(features={**made.features, "fun": False})
        case "owner":
            settings.set(EVERYWHERE, [name])
        case "chat":
            settings.set(HERE, [name], CHAT)
        case "other chat":
            settings.set(HERE, [name], OTHER)
    assert off(made, settings, CHAT, "fun", "joke") is who


def test_nobody_switches_on_what_another_has_switched_off(settings: Settings) -> None:
    made = config(features={"fun": False})
    settings.set(EVERYWHERE, [])
    settings.set(HERE, [], CHAT)
    assert off(made, settings, CHAT, "fun", "joke") is Off.DASHBOARD


def test_what_explains_the_bot_is_always_on(settings: Settings) -> None:
    nothing: BotConfig = config(features={f.name: False for f in FEATURES})
    settings.set(EVERYWHERE, ["menu", "general"])
    assert off(nothing, settings, CHAT, "general", "menu") is None


def test_a_feature_that_an_old_config_does_not_name_has_its_default(settings: Settings) -> None:
    assert off(config(features={}), settings, CHAT, "fun") is None
    assert off(config(features={}), settings, CHAT, "downloader") is Off.DASHBOARD


def test_who_may_not_is_told_why_once(bot: TestBot) -> None:
    bot.switch("fun", False)
    assert "switched off" in bot.say(".joke")
    assert bot.send(".joke") == []
    assert "switched off" in bot.say(".joke", **by(BOB), chat=BOB.id)
    bot.switch("fun", True)
    assert bot.say(".joke")


@pytest.mark.parametrize(
    ("mode", "group", "private"),
    [
        ("public", True, True),
        ("groups", True, False),
        ("private", False, True),
        ("admins", False, False),
    ],
)
def test_the_mode_says_where_the_bot_answers(
    bot: TestBot, mode: str, group: bool, private: bool
) -> None:
    bot.state.settings.set("mode", mode)
    assert (bot.say(".calc 1+1", **GROUP, **by(BOB)) == "2") is group
    assert (bot.say(".calc 1+1", **by(BOB), chat=BOB.id) == "2") is private
    assert bot.say(".calc 1+1", **GROUP, **by(OWNER)) == "2"


def test_a_group_may_keep_the_bot_for_its_admins(bot: TestBot) -> None:
    bot.link.members = CROWD
    bot.state.settings.set("adminonly", True, CHAT)
    assert bot.say(".calc 1+1", **GROUP, **by(ALICE)) == "2"
    assert bot.say(".calc 1+1", **GROUP, **by(BOB)) == "In this group I answer only its admins."


def test_who_is_banned_hears_nothing(bot: TestBot) -> None:
    bot.state.settings.set("banned", [BOB.phone])
    assert bot.send(".ping", **by(BOB), chat=BOB.id) == []
    assert bot.send(".ping", **by(ALICE))


def test_the_bots_admins_may_do_what_group_admins_may(bot: TestBot) -> None:
    bot.link.members = CROWD
    assert "Only admins" in bot.say(".tagall", **GROUP, **by(BOB))
    bot.state.settings.set("sudo", [BOB.phone])
    assert "Everybody" in bot.say(".tagall", **GROUP, **by(BOB))


def test_the_owner_cannot_be_banned(bot: TestBot) -> None:
    bot.state.settings.set("banned", [OWNER.phone])
    assert bot.send(".ping", **by(OWNER))


def test_an_admin_whose_lid_is_not_told_is_not_taken_for_the_bot(bot: TestBot) -> None:
    bot.link.own = replace(bot.link.own, lid="")
    bot.link.members = [Member("15559990000@s.whatsapp.net", "15559990000", admin=True)]
    assert not bot.scene().bot_is_admin(CHAT)
