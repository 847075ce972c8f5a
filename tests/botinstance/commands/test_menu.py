"""The menu shows what this person may use here, and nothing else, and reads well on a phone."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from botinstance.contract.command import Command, Scope
from botinstance.contract.commands import COMMANDS
from botinstance.contract.feature import NAMES
from botinstance.contract.languages import LANGUAGES
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, OWNER, TestBot, by

LONGEST = 4000  # characters of an answer
SECTIONS = {title: [*commands] for title, commands in groupby(COMMANDS, lambda c: c.category)}


def everything(bot: TestBot) -> None:
    """What the owner sees in a group with all features on."""
    bot.link.members = CROWD
    bot.config = replace(bot.config, features=dict.fromkeys(NAMES, True))


def test_it_works(bot: TestBot) -> None:
    menu = bot.say(".menu")
    assert menu.startswith("*Test bot*\n\n*General*\n.menu .ping ")
    assert menu.endswith("\n\n.menu <section> explains a section, .menu <command> a command.")


def test_it_has_each_section_and_command_once(bot: TestBot) -> None:
    everything(bot)
    menu = bot.say(".menu", **GROUP, **by(OWNER))
    shown = [line for line in menu.splitlines() if line.startswith("*")]
    assert shown == ["*Test bot*", *(f"*{title}*" for title in SECTIONS)]
    assert menu.split().count(".calc") == 1
    assert len(menu) <= LONGEST


def test_it_explains_a_section(bot: TestBot) -> None:
    answer = bot.say(".menu utility")
    assert answer.startswith("*Utility*\n\n.calc <expression>\nWork out a sum")
    assert answer.endswith("\n\n.menu <command> shows an example.")
    assert ".fancy" not in answer


def test_a_section_is_named_in_any_case(bot: TestBot) -> None:
    assert bot.say(".menu UTILITY") == bot.say(".menu Utility ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_is_shown_in_pages_that_can_be_read(bot: TestBot, language: str) -> None:
    everything(bot)
    bot.state.settings.set("language", language, str(GROUP["chat"]))
    for title, commands in SECTIONS.items():
        pages = shown(bot, title)
        assert max(map(len, pages)) <= LONGEST, title
        lines = "\n".join(pages).splitlines()
        here = [command for command in commands if command.scope is not Scope.PRIVATE]
        assert [c.name for c in here if lines.count(line(c)) != 1] == []


def shown(bot: TestBot, title: str) -> list[str]:
    """The pages of a section, for the owner in a group."""
    pages = [bot.say(f".menu {title}", **GROUP, **by(OWNER))]
    while ".menu <" not in pages[-1].splitlines()[-1]:
        pages.append(bot.say(f".menu {title} {len(pages) + 1}", **GROUP, **by(OWNER)))
    return pages


def line(command: Command) -> str:
    return f".{command.name} {command.usage}".rstrip()


def test_a_page_that_is_not_there_is_the_last_one(bot: TestBot) -> None:
    last = len(shown(bot, "owner"))
    assert last > 1
    there = bot.say(f".menu owner {last}", **GROUP, **by(OWNER))
    assert bot.say(".menu owner 9", **GROUP, **by(OWNER)) == there


def test_a_section_shows_only_what_somebody_may_use(bot: TestBot) -> None:
    assert "\n.kick " in bot.say(".menu group", **GROUP, **by(ALICE))
    assert "\n.kick " not in bot.say(".menu group", **GROUP, **by(BOB))


def test_a_word_that_is_a_section_too_is_the_command_with_the_prefix(bot: TestBot) -> None:
    assert bot.say(".menu owner").startswith("*Owner*\n")
    assert bot.say(".menu .owner").startswith(".owner\nSend the contact card")


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
