"""How a group is set up, at the word of its admins."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, TestBot, by

CHAT = str(GROUP["chat"])


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    return bot


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (".mute", ("announce", True)),
        (".close", ("announce", True)),
        (".unmute", ("announce", False)),
        (".lock", ("lock", True)),
        (".unlock", ("lock", False)),
        (".gname  Friends \n of 😀", ("rename", "Friends of 😀")),
        (".gdesc We meet\non Fridays", ("describe", "We meet\non Fridays")),
        (".revoke", ("link", True)),
        (".link", ("link", False)),
    ],
)
def test_it_is_done(group: TestBot, text: str, done: tuple[object, ...]) -> None:
    group.send(text, **GROUP, **by(ALICE))
    assert group.link.groups.done == [done]


CHANGES = [
    ".mute",
    ".unmute",
    ".lock",
    ".unlock",
    ".gname a",
    ".gdesc a",
    ".revoke",
    ".link",
    ".ephemeral off",
]


@pytest.mark.parametrize("text", CHANGES)
def test_the_bot_must_be_an_admin(bot: TestBot, text: str) -> None:
    assert bot.say(text, **GROUP, **by(ALICE)) == "Make me an admin of this group first."
    assert bot.link.groups.done == []


@pytest.mark.parametrize("text", CHANGES)
def test_who_is_no_admin_may_not(group: TestBot, text: str) -> None:
    assert group.say(text, **GROUP, **by(BOB)).startswith("Only admins of the group")
    assert group.link.groups.done == []


@pytest.mark.parametrize("text", CHANGES)
def test_what_whatsapp_refuses_is_said(group: TestBot, text: str) -> None:
    group.link.groups.refuse = True
    assert group.say(text, **GROUP, **by(ALICE)).startswith("WhatsApp does not let me do that.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".gname", "Which name? Write it behind .gname."),
        (".gname " + "a" * 101, "at most 100 characters"),
        (".gdesc", "Which description?"),
        (".gdesc " + "a" * 2049, "at most 2048 characters"),
        (".mute soon", "write it like 30m, 2h or 1d"),
        (".mute 31d", "from 1 minute to 30 days"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(group: TestBot, text: str, words: str) -> None:
    assert words in group.say(text, **GROUP, **by(ALICE))
    assert group.link.groups.done == []


def test_anybody_may_ask_what_the_group_is(group: TestBot) -> None:
    group.link.groups.group = replace(
        group.link.groups.group, description="By the sea", created=1_700_000_000.0, announce=True
    )
    assert group.say(".ginfo", **GROUP, **by(BOB)) == (
        "*Friends*\nMembers: 4\nAdmins: 3\nWho may write: admins\n"
        "Who may change the name, picture and description: everybody\n"
        "Made on 2023-11-14\n\nBy the sea"
    )


def test_a_group_that_tells_little_is_told_of(group: TestBot) -> None:
    assert "Made on" not in group.say(".ginfo", **GROUP, **by(BOB))


def test_a_group_that_is_closed_for_a_while_opens_by_itself(group: TestBot) -> None:
    before = time.time()
    assert group.say(".mute 2h", **GROUP, **by(ALICE)) == "Only admins may write for 2 hours."
    (job,) = group.state.jobs.waiting("reopen", CHAT)
    assert before + 7200 <= job.at <= time.time() + 7200
    (told,) = group.happen(job)
    assert told.text == "The group is open now: everybody may write."
    assert group.link.groups.done == [("announce", True), ("announce", False)]


@pytest.mark.parametrize("text", [".unmute", ".mute"])
def test_the_last_word_on_it_counts(group: TestBot, text: str) -> None:
    for said in (".mute 2h", ".mute 3h"):
        group.say(said, **GROUP, **by(ALICE))
    assert len(group.state.jobs.waiting("reopen")) == 1
    group.say(text, **GROUP, **by(ALICE))
    assert group.state.jobs.waiting("reopen") == []


def test_a_bot_that_is_no_admin_any_more_says_that_it_cannot_open(group: TestBot) -> None:
    group.say(".mute 2h", **GROUP, **by(ALICE))
    group.link.members = (ALICE, BOB)
    (told,) = group.happen(group.state.jobs.waiting("reopen")[0])
    assert told.text == "I was to open the group now, but I am no admin of it."
    assert group.link.groups.done == [("announce", True)]


@pytest.mark.parametrize(
    ("text", "seconds"), [("off", 0), ("24h", 86400), ("7d", 604800), ("90D", 7776000)]
)
def test_messages_disappear_after_a_while(group: TestBot, text: str, seconds: int) -> None:
    group.say(f".ephemeral {text}", **GROUP, **by(ALICE))
    assert group.link.groups.done == [("disappear", seconds)]


@pytest.mark.parametrize("text", ["", "8d", "for ever 😀"])
def test_messages_disappear_only_after_what_whatsapp_offers(group: TestBot, text: str) -> None:
    assert "24h, 7d or 90d" in group.say(f".ephemeral {text}", **GROUP, **by(ALICE))
    assert group.link.groups.done == []
