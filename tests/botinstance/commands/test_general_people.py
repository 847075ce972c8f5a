"""Who somebody is, what they have used, and how they reach the owner."""

from __future__ import annotations

import pytest

from botinstance.commands.economy.purse import change
from botinstance.commands.general import report
from botinstance.commands.group.warnings import warn_person
from botinstance.link.protocol import Stranger
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import (
    ALICE,
    BOB,
    CAROL,
    GROUP,
    OWNER,
    TestBot,
    by,
    picture,
)


def test_me_is_who_asks(bot: TestBot) -> None:
    assert bot.say(".me") == "*Alice*\nNumber: +15550001\nRole: user of this bot"
    shown = bot.say(".whoami", **GROUP, **by(ALICE)).splitlines()
    assert shown[:3] == ["*Alice*", "Id: 915550001@lid", "Role: admin of this group"]


def test_me_tells_of_who_is_mentioned(bot: TestBot) -> None:
    bot.link.account.ids[BOB.phone] = BOB.id
    bot.state.settings.set("sudo", [BOB.phone])
    (sent,) = bot.send(".me @1", mentions=(BOB.id,))
    assert sent.text == "*@915550002*\nNumber: +15550002\nRole: admin of this bot"
    assert sent.mentions == (BOB.id,)


def test_me_shows_the_picture_that_somebody_has(bot: TestBot) -> None:
    bot.link.account.pictures[ALICE.id] = picture(kind="JPEG")
    (sent,) = bot.send(".me")
    assert (sent.kind, sent.data) == ("picture", picture(kind="JPEG"))
    assert sent.text.startswith("*Alice*")


def test_me_counts_the_warnings_of_the_group(bot: TestBot) -> None:
    for _ in range(2):
        warn_person(bot.scene(), str(GROUP["chat"]), BOB.id, BOB.phone, "spam")
    assert "Warnings: 2 of " in bot.say(".me", **GROUP, **by(BOB))
    assert "Warnings" not in bot.say(".me", **GROUP, **by(ALICE))


def test_me_tells_the_level_unless_coins_are_off(bot: TestBot) -> None:
    change(bot.state, BOB.phone, lambda kept: kept.earned(0, 230))
    assert bot.say(".me", **by(BOB)).endswith("\nLevel: 3 (230 XP)")
    assert "Level" not in bot.say(".me", **by(ALICE))
    bot.switch("economy", False)
    assert "Level" not in bot.say(".me", **by(BOB))


def test_me_needs_an_id_that_is_one(bot: TestBot) -> None:
    for junk in ("", "x", "status@broadcast", "1@g.us", "x" * 9999 + "@lid"):
        assert bot.say(".me @1", mentions=(junk,)).startswith("Whom?")


def test_a_report_reaches_the_owner(bot: TestBot) -> None:
    letter, thanks = bot.send(".report It is *late*", **GROUP, **by(BOB))
    assert letter.chat == f"{OWNER.phone}@s.whatsapp.net"
    assert letter.text == (
        "*Report* by Alice (+15550002) in the group 1203630001@g.us:\nIt is *late*"
    )
    assert thanks.text == "Thank you: my owner has got your words."


def test_a_report_reaches_the_configured_owner(bot: TestBot) -> None:
    bot.config = config(owner="4915550003")
    letter, _ = bot.send(".bug It is late")
    assert letter.chat == "4915550003@s.whatsapp.net"


def test_an_owner_who_never_wrote_is_not_reached(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise Stranger("never wrote")

    monkeypatch.setattr(bot.link, "send", never)
    assert bot.say(".report hello").startswith("I cannot reach my owner")


def test_reports_are_short_and_few(bot: TestBot) -> None:
    assert bot.say(".report").startswith("What shall I tell my owner?")
    bot.state.allowance.take("report", report.A_DAY, BOB.phone)
    assert "Reports: 1 of 5" in bot.say(".usage", **by(BOB)).splitlines()
    for _ in range(report.A_DAY):
        bot.state.allowance.take("report", report.A_DAY, BOB.phone)
    answer = bot.say(".request please", **by(BOB))
    assert answer.startswith("You have told my owner 5 things today.")
    assert bot.say(".report " + "x" * 1001, **by(CAROL)).startswith("That is too long")


def test_usage_tells_of_the_language_model_where_it_is_on(bot: TestBot) -> None:
    assert "Language model" not in bot.say(".usage")
    bot.switch("ai", True)
    bot.state.allowance.take("ai", 30, ALICE.phone)
    assert "Language model: 1 of 30" in bot.say(".limits").splitlines()
    assert "Nothing is limited" in bot.say(".usage", **by(OWNER))
