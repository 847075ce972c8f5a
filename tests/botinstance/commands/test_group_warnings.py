"""Who is warned too often has to go, or to be silent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from botinstance.commands.group.warnings import KIND, warn_person
from botinstance.context import Heard
from botinstance.link.group import Member
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, OWNER, TestBot, by
from tests.botinstance.conftest import MessageMaker

CHAT = str(GROUP["chat"])


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """In a group of which the bot is an admin."""
    bot.link.members = CROWD
    return bot


def told(bot: TestBot, text: str, by_whom: Member = ALICE, **fields: Any) -> str:
    return bot.say(text, **GROUP, **by(by_whom), **fields)


def test_a_warning_names_the_person_and_the_reason(group: TestBot) -> None:
    fields = {"mentions": (BOB.id,), **GROUP, **by(ALICE)}
    (sent,) = group.send(".warn @915550002 too many   links", **fields)
    assert sent.text == "Warning 1 of 3 for @915550002: too many links"
    assert sent.mentions == (BOB.id,)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (".warn", ""),
        (".warn 3 links in 10 minutes", "3 links in 10 minutes"),
        (".warn +15550002", ""),
        (".warn +1 555 0002 links", "links"),
        (".warn 15550002 3 links", "3 links"),
        (".warn \u202a+15550002\u202c links 👨‍👩‍👧", "links 👨‍👩‍👧"),
    ],
)
def test_the_reason_is_what_is_left(group: TestBot, text: str, reason: str) -> None:
    told(group, text, quoted=Quoted(BOB.id, "x"))
    ((_, who, warns),) = group.state.records.all(KIND, CHAT)
    assert (who, [warn["reason"] for warn in warns]) == (BOB.phone, [reason])


def test_the_last_warning_removes(group: TestBot) -> None:
    for _ in range(2):
        told(group, ".warn 15550002")
    assert group.link.groups.done == []
    assert told(group, ".warn 15550002 spam") == (
        "Warning 3 of 3 for @915550002: spam\nThat was the last one: they are removed."
    )
    assert group.link.groups.done == [("remove", BOB.id)]
    assert group.state.records.all(KIND, CHAT) == []


def test_or_silences_for_a_day(group: TestBot) -> None:
    assert told(group, ".setwarn 1 mute") == "Whoever has 1 warning is silenced for a day."
    assert told(group, ".warn 15550002").endswith("\nFor 1 day I delete what they write.")
    (gone,) = group.hear("but", **GROUP, **by(BOB))
    assert str(gone) == "(deleted message)"
    assert group.link.groups.done == []


def test_who_cannot_be_removed_keeps_the_warnings(group: TestBot) -> None:
    group.link.groups.errors = {BOB.id: 403}
    told(group, ".setwarn 1")
    for _ in range(2):
        answer = told(group, ".warn 15550002")
        assert answer == "Warning 1 of 1 for @915550002\nWhatsApp does not let me remove them."


def test_a_bot_that_is_no_admin_says_so(bot: TestBot) -> None:
    told(bot, ".setwarn 1")
    assert "Nothing follows, as I am no admin" in told(bot, ".warn 15550002")


def test_one_message_is_one_warning(group: TestBot, message: MessageMaker) -> None:
    spam = message("spam", **GROUP, **by(BOB))
    scene = Heard(group.config, group.link, group.state, group.vitals, spam)
    for _ in range(2):
        answer = warn_person(scene, CHAT, BOB.id, BOB.phone, "spam")
        assert answer == "Warning 1 of 3 for @915550002: spam"


def test_groups_do_not_share_warnings(group: TestBot) -> None:
    told(group, ".warn 15550002")
    elsewhere = {**GROUP, "chat": "1203630002@g.us"}
    answer = group.say(".warn 15550002", **elsewhere, **by(ALICE))
    assert answer.startswith("Warning 1 of 3")


@pytest.mark.parametrize("verb", ["warn", "mutemember"])
@pytest.mark.parametrize(
    ("whom", "words"),
    [
        (OWNER, "myself"),
        (CAROL, "admins of the group"),
        (replace(BOB, phone="15550007"), "my owner or my admins"),
    ],
)
def test_some_are_above_that(group: TestBot, verb: str, whom: Member, words: str) -> None:
    group.link.members = (ALICE, replace(OWNER, admin=True), CAROL, whom)
    group.state.settings.set("sudo", ["15550007"])
    assert words in told(group, f".{verb}", mentions=(whom.id,))
    assert group.state.records.all(KIND, CHAT) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".warn", "Whom?"),
        (".warn 15550008", "@15550008 is not in this group."),
        (".warn 15550002 " + "a" * 201, "at most 200 characters"),
        (".setwarn 0", "from 1 to 20"),
        (".setwarn 3 ban", "kick or mute"),
        (".unwarn 15550002 some", ".unwarn @person all"),
        (".warnings 15550008", "is not in this group"),
        (".warnings", "Nobody in this group has a warning."),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(group: TestBot, text: str, words: str) -> None:
    assert words in told(group, text)


@pytest.mark.parametrize("text", [".warn", ".unwarn", ".resetwarn", ".setwarn 1"])
def test_who_is_no_admin_may_not(group: TestBot, text: str) -> None:
    assert told(group, f"{text} 15550002", BOB).startswith("Only admins of the group")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (".unwarn 15550002", "1 warning"),
        (".unwarn 15550002 all", "no warnings"),
        (".resetwarn 15550002", "no warnings"),
    ],
)
def test_warnings_are_taken_back(group: TestBot, text: str, left: str) -> None:
    for _ in range(2):
        told(group, ".warn 15550002")
    assert told(group, text) == f"@915550002 has {left} now."
    assert told(group, ".warnings 15550002", BOB).startswith(f"@915550002 has {left};")


def test_everybody_may_see_who_is_warned_for_what(group: TestBot) -> None:
    for reason in ("spam", ""):
        told(group, f".warn 15550002 {reason}")
    assert told(group, ".warnings", BOB) == "@915550002: 2 warnings"
    assert told(group, ".warnings 15550002", BOB) == (
        "@915550002 has 2 warnings; 3 are too many.\n1. spam\n2. (no reason)"
    )


def test_a_list_of_reasons_has_an_end(group: TestBot) -> None:
    group.link.groups.refuse = True
    told(group, ".setwarn 20")
    for n in range(25):
        told(group, f".warn 15550002 {n} " + "a" * 197)
    answer = told(group, ".warnings 15550002")
    assert len(answer) < 4000
    assert "\n20. 24 aaa" in answer


def test_what_is_half_wrong_changes_nothing(group: TestBot) -> None:
    told(group, ".setwarn 7 ban")
    assert told(group, ".setwarn") == "Whoever has 3 warnings is removed."
