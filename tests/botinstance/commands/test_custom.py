"""The owner's own text commands."""

from __future__ import annotations

import pytest

from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by

AS_OWNER = by(OWNER)


def make(bot: TestBot, text: str) -> str:
    return bot.say(f".setcmd {text}", **AS_OWNER)


def test_it_answers_from_then_on(bot: TestBot) -> None:
    assert make(bot, "hours = We open at 9.") == "Saved: .hours answers now."
    assert bot.say(".hours", **by(BOB)) == "We open at 9."
    assert bot.say(".HOURS", **by(BOB)) == "We open at 9."
    assert bot.say(".cmds") == ".hours"


def test_its_places_are_filled(bot: TestBot) -> None:
    make(bot, "greet = Hi &user from &group: &args &unknown &user")
    assert bot.say(".greet a  b", **GROUP) == "Hi Alice from Friends: a  b &unknown Alice"
    assert bot.say(".greet").startswith("Hi Alice from this chat")


def test_what_people_say_is_not_filled_again(bot: TestBot) -> None:
    make(bot, "repeat = &args")
    assert bot.say(".repeat &user") == "&user"


def test_another_answer_replaces_the_first(bot: TestBot) -> None:
    make(bot, "hours = 9")
    make(bot, "hours = 10")
    assert bot.say(".hours") == "10"


def test_it_can_be_taken_away(bot: TestBot) -> None:
    make(bot, "hours = 9")
    assert bot.say(".delcmd .hours", **AS_OWNER) == "Gone: .hours"
    assert bot.send(".hours") == []
    assert "no command called" in bot.say(".delcmd hours", **AS_OWNER)


def test_only_the_owner_and_those_named_make_them(bot: TestBot) -> None:
    assert "Only the bot's admins" in bot.say(".setcmd a = b", **by(ALICE))
    bot.state.settings.set("sudo", [ALICE.phone])
    assert "Saved" in bot.say(".setcmd a = b", **by(ALICE))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write a name"),
        ("hours", "Write a name"),
        ("hours =", "Write a name"),
        ("two words = x", "one word"),
        ("-x = y", "one word"),
        ("ping = pong", "a command already"),
        ("p = pong", "a command already"),
        (f"long = {'x' * 2001}", "too long"),
    ],
)
def test_what_is_no_command_is_refused(bot: TestBot, text: str, words: str) -> None:
    assert words in make(bot, text)


def test_there_are_not_too_many(bot: TestBot) -> None:
    for number in range(100):
        bot.state.records.put("command", "", f"c{number}", "x")
    assert "There are 100 already" in make(bot, "more = x")
    assert "Saved" in make(bot, "c5 = y")


def test_who_is_banned_gets_no_answer_from_them(bot: TestBot) -> None:
    make(bot, "hours = 9")
    bot.state.settings.set("banned", [BOB.phone])
    assert bot.send(".hours", **by(BOB)) == []
