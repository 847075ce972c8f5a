"""Chance picks among things, or among the people of a group."""

from __future__ import annotations

import random

import pytest

from botinstance.commands.utility import pick
from botinstance.link.protocol import Member
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by

NO_WAIT = by(OWNER)


@pytest.fixture(autouse=True)
def _seeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pick, "_chance", random.Random(1))


def picked(bot: TestBot, words: str) -> list[str]:
    return bot.say(f".pick {words}", **NO_WAIT).removeprefix("I pick: ").split(", ")


def test_each_thing_is_picked_sooner_or_later(bot: TestBot) -> None:
    seen = {tuple(picked(bot, "red wine, beer ,tea")) for _ in range(100)}
    assert seen == {("red wine",), ("beer",), ("tea",)}


def test_several_are_picked_without_doubles(bot: TestBot) -> None:
    for _ in range(20):
        two = picked(bot, "2 a, b, c")
        assert len(two) == len(set(two)) == 2
        assert set(two) <= {"a", "b", "c"}


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("a, b", ["a", "b"]),
        ("a b", ["a", "b"]),
        ("a\nb c\n\n", ["a", "b c"]),
        ("a،b، ,", ["a", "b"]),
        ("5, 10", ["5", "10"]),
    ],
)
def test_a_list_is_divided(words: str, things: list[str]) -> None:
    assert pick.options(words) == things


def test_a_number_before_a_comma_is_no_count() -> None:
    assert pick.split("5, 10") == (1, "5, 10")
    assert pick.split("5 a, b") == (5, "a, b")


def test_in_a_group_members_are_picked_and_mentioned(bot: TestBot) -> None:
    seen = set()
    for _ in range(50):
        (sent,) = bot.send(".raffle", **GROUP, **NO_WAIT)
        (one,) = sent.mentions
        assert sent.text == f"I pick: @{one.removesuffix('@lid')}"
        seen.add(one)
    assert seen == {ALICE.id, BOB.id, OWNER.id}


def test_several_members_are_picked(bot: TestBot) -> None:
    (sent,) = bot.send(".pick 3", **GROUP, **NO_WAIT)
    assert sorted(sent.mentions) == sorted((ALICE.id, BOB.id, OWNER.id))
    assert sent.text.count("@") == 3


def test_more_members_than_there_are_get_a_sentence(bot: TestBot) -> None:
    assert bot.say(".pick 4", **GROUP, **NO_WAIT) == "I can pick at most 3 here: .pick 3"
    bot.link.members = [Member(f"{n}@lid") for n in range(1000)]
    assert bot.say(".pick 999", **GROUP, **NO_WAIT) == "I can pick at most 20 here: .pick 20"


def test_an_empty_group_gets_a_sentence(bot: TestBot) -> None:
    bot.link.members = ()
    assert "does not tell" in bot.say(".pick", **GROUP, **NO_WAIT)


def test_a_person_in_the_list_is_mentioned_if_picked(bot: TestBot) -> None:
    (sent,) = bot.send(".pick 2 @12, @1", mentions=("12@lid", "1@lid", "2@lid", "(((@lid"))
    assert sorted(sent.mentions) == ["12@lid", "1@lid"]
    (sent,) = bot.send(".pick @12, @12", mentions=("12@lid", "1@lid"), **NO_WAIT)
    assert sent.mentions == ("12@lid",)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "Pick from what? Example: .pick"),
        ("3", "Pick from what?"),
        ("a", "Give me at least two things"),
        (",,, ,", "Give me at least two things"),
        ("²", "Give me at least two things"),
        ("0 a, b", "Pick at least one: .pick 2"),
        ("3 a, b", "There are only 2 things"),
        ("9" * 9000 + " a, b", "That is too long"),
        ("999999 a, b", "There are only 2 things"),
        ("a," * 5000, "That is too long for me: at most 2000"),
    ],
)
def test_what_cannot_be_picked_from_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    assert bot.say(f".pick {words}").startswith(why)


def test_the_answer_is_never_huge(bot: TestBot) -> None:
    assert len(bot.say(".pick 990 " + "a," * 990)) < 4000
