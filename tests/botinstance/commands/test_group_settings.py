"""How a group is set up, at the word of its admins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, TestBot, by


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


CHANGES = [".mute", ".unmute", ".lock", ".unlock", ".gname a", ".gdesc a", ".revoke", ".link"]


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
        (".mute 30m", "write .mute alone, and .unmute when"),
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
