"""The menu shows what this person may use here, and nothing else."""

from __future__ import annotations

from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, TestBot, by


def test_it_works(bot: TestBot) -> None:
    menu = bot.say(".menu")
    assert menu.startswith("*Test bot*")
    assert ".calc <expression>" in menu


def test_commands_that_are_off_are_not_shown(bot: TestBot) -> None:
    assert ".tts" in bot.say(".menu")
    bot.switch("tts", False)
    assert ".tts" not in bot.say(".menu")


def test_an_admins_commands_are_shown_to_admins(bot: TestBot) -> None:
    assert ".tagall" in bot.say(".menu", **GROUP, **by(ALICE))
    assert ".tagall" not in bot.say(".menu", **GROUP, **by(BOB))
    assert ".tagall" not in bot.say(".menu", **by(ALICE)), "not in a private chat"


def test_it_shows_the_bots_own_prefix(bot: TestBot) -> None:
    bot.config = config(prefix="!")
    assert "!calc" in bot.say("!menu")


def test_it_explains_a_command_by_alias_and_with_prefix(bot: TestBot) -> None:
    assert bot.say(".help .say").startswith(".tts [language] <text>\nRead a text out")


def test_it_says_why_a_command_is_not_for_you(bot: TestBot) -> None:
    assert bot.say(".menu tagall").endswith("This command works in groups only.")


def test_an_unknown_command_is_named(bot: TestBot) -> None:
    assert bot.say(".menu xyzzy").startswith("There is no command called 'xyzzy'.")
