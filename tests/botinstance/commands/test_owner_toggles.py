"""What is switched off is off, and everybody is told by whom."""

from __future__ import annotations

from typing import Any

import pytest

from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by

OTHER = {"chat": "1203630002@g.us", "is_group": True}


def admin(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**GROUP, **by(ALICE), **fields})


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**GROUP, **by(OWNER), **fields})


def works(bot: TestBot, **fields: Any) -> bool:
    return [str(it) for it in bot.send(".calc 1+1", **{**GROUP, **by(BOB), **fields})] == ["2"]


def test_an_admin_switches_a_command_off_for_the_group_alone(bot: TestBot) -> None:
    assert admin(bot, ".disable calc") == ".calc is off in this chat now."
    assert admin(bot, ".calc 1+1") == (
        ".calc is switched off in this chat. An admin can switch it on with .enable."
    )
    assert works(bot, **OTHER)
    assert admin(bot, ".date").startswith("Today is ")
    assert admin(bot, ".enable .calc") == ".calc is on in this chat now."
    assert works(bot)


@pytest.mark.parametrize("word", ["utility", "Utility", "UTILITY here"])
def test_a_feature_takes_its_commands_with_it(bot: TestBot, word: str) -> None:
    assert admin(bot, f".disable {word}") == "Utility is off in this chat now."
    assert not works(bot)
    assert admin(bot, f".enable {word}") == "Utility is on in this chat now."
    assert works(bot)


def test_a_feature_has_a_title_of_several_words(bot: TestBot) -> None:
    assert admin(bot, ".disable text to speech") == "Text to speech is off in this chat now."


def test_an_alias_is_its_command(bot: TestBot) -> None:
    assert admin(bot, ".disable htag") == ".hidetag is off in this chat now."


def test_toggle_goes_back_and_forth(bot: TestBot) -> None:
    assert admin(bot, ".toggle calc") == ".calc is off in this chat now."
    assert admin(bot, ".toggle calc") == ".calc is on in this chat now."
    assert works(bot)


def test_the_owner_switches_everywhere(bot: TestBot) -> None:
    assert owner(bot, ".disable calc everywhere") == ".calc is off everywhere now."
    assert not works(bot)
    assert not works(bot, **OTHER)
    assert admin(bot, ".enable calc") == (
        ".calc is off everywhere: my owner can write .enable calc everywhere"
    )
    assert not works(bot)
    assert owner(bot, ".enable calc everywhere") == ".calc is on everywhere now."
    assert works(bot)


def test_an_admin_of_a_group_does_not_switch_everywhere(bot: TestBot) -> None:
    assert admin(bot, ".disable calc everywhere") == (
        "Only my owner switches things everywhere. Leave that word out."
    )
    assert works(bot)


def test_a_command_stays_off_with_its_feature(bot: TestBot) -> None:
    admin(bot, ".disable utility")
    assert admin(bot, ".enable calc") == (
        ".calc stays off here, as Utility is off in this chat: write .enable utility"
    )


def test_what_is_off_in_the_dashboard_stays_off(bot: TestBot) -> None:
    bot.switch("utility", False)
    said = "is off in the dashboard, and only there it can be switched on."
    assert admin(bot, ".enable utility") == f"Utility {said}"
    assert owner(bot, ".enable calc everywhere") == f".calc {said}"
    assert not works(bot)


def test_everybody_sees_what_is_off_and_by_whom(bot: TestBot) -> None:
    bot.switch("fun", False)
    admin(bot, ".disable calc sticker")
    owner(bot, ".disable tts date everywhere")
    shown = admin(bot, ".features", **by(BOB)).splitlines()
    assert "✅ Utility" in shown
    assert "❌ Fun: off in the dashboard" in shown
    assert "❌ Stickers: off in this chat" in shown
    assert "❌ Text to speech: off everywhere, by my owner" in shown
    assert "Commands that are off everywhere: .date" in shown
    assert "Commands that are off in this chat: .calc" in shown


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (".disable", "What? Write .disable with a command or a feature"),
        (".disable everywhere", "What? Write .disable"),
        (".disable menu", ".menu is always on"),
        (".disable enable", ".enable is always on"),
        (".enable nonsense", "There is no command and no feature called 'nonsense'."),
        (".enable " + "x" * 5000, "There is no command and no feature called 'xxx"),
        (".disable " + "calc " * 20, "That is too many at once: at most 10."),
    ],
)
def test_what_cannot_be_switched_is_said(bot: TestBot, text: str, answer: str) -> None:
    assert owner(bot, text).startswith(answer)
    assert works(bot)


def test_nobody_else_switches(bot: TestBot) -> None:
    assert admin(bot, ".disable calc", **by(BOB)).startswith("Only admins of the group")
