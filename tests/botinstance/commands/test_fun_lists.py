"""A line drawn from a list is seldom the same again."""

from __future__ import annotations

import pytest

from botinstance.commands.fun import deck
from botinstance.commands.fun.deck import FOLDER, Deck, lines
from tests.botinstance.commands.conftest import TestBot

LISTS = ("jokes", "quotes", "facts", "advice", "truths", "dares", "compliments")
NASTY = (
    "a" * 60_000,
    " " * 60_000 + ",",
    "‮مرحبا",
    "👨‍👩‍👧‍👦",
    "*_~`",
    "@1 @2 @",
    "\0\n\r",
    "\ud800",
    "-1d0",
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_long_and_says_nothing_twice(name: str) -> None:
    assert len(lines(name)) >= 40
    assert len({line.casefold() for line in lines(name)}) == len(lines(name))
    assert all(line == line.strip() and 0 < len(line) < 300 for line in lines(name))


def test_each_list_is_used() -> None:
    assert {p.stem for p in FOLDER.iterdir()} == {*LISTS, "prophecies", "traits"}


@pytest.mark.parametrize("command", ["joke", "quote", "fact", "advice", "truth", "dare"])
def test_a_chat_hears_nothing_again_soon(bot: TestBot, command: str) -> None:
    said = [bot.say(f".{command}") for _ in range(200)]
    assert all(len(set(said[n : n + 20])) == 20 for n in range(180))


def test_everything_in_a_list_is_said_some_day() -> None:
    drawn = Deck("facts")
    assert {drawn.draw("a chat") for _ in range(3000)} == set(lines("facts"))


def test_what_is_remembered_of_chats_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck, "CHATS", 3)
    drawn = Deck("facts")
    for n in range(10):
        drawn.draw(f"chat {n}")
    drawn.draw("chat 7")
    drawn.draw("chat 10")
    assert list(drawn._seen) == ["chat 9", "chat 7", "chat 10"]


def test_a_quote_names_its_author() -> None:
    assert all(line.rpartition(" — ")[0] for line in lines("quotes"))


def test_no_joke_shows_its_mark(bot: TestBot) -> None:
    assert not any("|" in bot.say(".joke") for _ in range(100))


def test_the_ball_wants_a_question(bot: TestBot) -> None:
    assert bot.say(".8ball") == "Ask me something: .8ball Will it rain tomorrow?"
    assert bot.say(".ask8 Is it so?").removeprefix("🎱 ") in lines("prophecies")


@pytest.mark.parametrize("command", ["8ball", "ship", "rate", "dice", "rps", "compliment", "joke"])
def test_no_text_is_a_fault(bot: TestBot, command: str) -> None:
    for text in NASTY:
        answer = bot.say(f".{command} {text}")
        assert "did not work" not in answer, text
        assert len(answer) < 400
