"""Who writes how much in a group."""

from __future__ import annotations

import time

import pytest

from botinstance.link.group import Member
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, OWNER, TestBot, by

CHAT = str(GROUP["chat"])
GONE = "15550077"
DAY = 86400


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """Bob has written twice today, Alice once ten days ago, Carol never, and two more wrote: one
    who has left, and Dan, of whom WhatsApp did not tell the number at the time."""
    dan = Member("915550004@lid", "15550004", lid="915550004@lid")
    bot.link.members = (*CROWD, dan)
    now = time.time()
    for person, times, at in (
        (BOB.phone, 2, now),
        (ALICE.phone, 1, now - 10 * DAY),
        (GONE, 9, now),
        ("915550004@lid", 3, now - 2 * DAY),
    ):
        for _ in range(times):
            bot.state.activity.count(CHAT, person, at)
    return bot


def told(bot: TestBot, text: str, by_whom: Member = ALICE) -> str:
    return bot.say(text, **GROUP, **by(by_whom))


def test_the_busiest_come_first(group: TestBot) -> None:
    (sent,) = group.send(".top", **GROUP, **by(BOB))
    assert sent.text == "*Messages*\n1. @915550004: 3\n2. @915550002: 2\n3. @915550001: 1"
    assert sent.mentions == ("915550004@lid", BOB.id, ALICE.id)


def test_as_many_as_one_likes(group: TestBot) -> None:
    assert told(group, ".top 1") == "*Messages*\n1. @915550004: 3"


@pytest.mark.parametrize(
    ("text", "count", "people"),
    [
        (".inactive", 1, [CAROL.id]),
        (".inactive 7", 2, [ALICE.id, CAROL.id]),
        (".ghosts 1", 3, ["915550004@lid", ALICE.id, CAROL.id]),
    ],
)
def test_the_silent_are_named(group: TestBot, text: str, count: int, people: list[str]) -> None:
    (sent,) = group.send(text, **GROUP, **by(ALICE))
    assert sent.text.startswith(f"{count} wrote nothing for ")
    assert list(sent.mentions) == people


def test_nobody_may_be_silent(group: TestBot) -> None:
    group.link.members = (BOB, OWNER)
    assert told(group, ".inactive 7", OWNER) == "Nobody has been silent for 7 days."


@pytest.mark.parametrize(
    ("text", "said", "people"),
    [
        (".tagactive 2 Tea?\nNow", "Tea?\nNow\n\n", ["915550004@lid", BOB.id]),
        (".tagactive 1\n\nTea?", "Tea?\n\n", ["915550004@lid"]),
        (".tagactive Tea?", "Tea?\n\n", ["915550004@lid", BOB.id, ALICE.id]),
        (".tagactive 1", "To those who write the most", ["915550004@lid"]),
    ],
)
def test_the_busiest_are_called(group: TestBot, text: str, said: str, people: list[str]) -> None:
    (sent,) = group.send(text, **GROUP, **by(ALICE))
    assert sent.text.startswith(said)
    assert list(sent.mentions) == people


def test_the_group_is_counted(group: TestBot) -> None:
    assert told(group, ".gstats", BOB) == (
        "Messages: 6\nMembers who wrote: 3 of 4\nIn the last day: 1\nIn a week: 2\n"
        "In 30 days: 3\nThe busiest: @915550004 (3), @915550002 (2), @915550001 (1)"
    )


@pytest.mark.parametrize("text", [".top", ".tagactive"])
def test_where_nobody_has_written_there_is_nothing_to_show(bot: TestBot, text: str) -> None:
    assert told(bot, text).startswith("I have seen nobody write")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".top 0", "from 1 to 50"),
        (".top many 😀", "from 1 to 50"),
        (".top " + "9" * 5000, "from 1 to 50"),
        (".inactive 91", "from 1 to 90"),
        (".inactive -1", "from 1 to 90"),
        (".tagactive 51", "from 1 to 50"),
        (".tagactive " + "a" * 2001, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(group: TestBot, text: str, words: str) -> None:
    assert words in told(group, text)


@pytest.mark.parametrize("text", [".inactive", ".tagactive"])
def test_who_is_no_admin_may_not(group: TestBot, text: str) -> None:
    assert told(group, text, BOB).startswith("Only admins of the group")
