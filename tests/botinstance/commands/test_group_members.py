"""People come, go and become admins at the word of the group's admins."""

from __future__ import annotations

from typing import Any

import pytest

from botinstance.commands.group.people import numbers
from botinstance.context import UserError
from botinstance.link.group import Member
from botinstance.link.protocol import Quoted
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, OWNER, TestBot, by

STRANGER = "15550008@s.whatsapp.net"


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """In a group of which the bot is an admin."""
    bot.link.members = CROWD
    return bot


def told(bot: TestBot, text: str, by_whom: Member = ALICE, **fields: Any) -> str:
    return bot.say(text, **GROUP, **by(by_whom), **fields)


def test_who_is_mentioned_goes(group: TestBot) -> None:
    (sent,) = group.send(".kick @915550002", mentions=(BOB.id,), **GROUP, **by(ALICE))
    assert group.link.groups.done == [("remove", BOB.id)]
    assert sent.text == "Removed: @915550002."
    assert sent.mentions == (BOB.id,)


def test_who_is_replied_to_goes(group: TestBot) -> None:
    told(group, ".kick", quoted=Quoted(BOB.id, "spam"))
    assert group.link.groups.done == [("remove", BOB.id)]


def test_who_is_mentioned_counts_more_than_who_is_replied_to(group: TestBot) -> None:
    told(group, ".kick @915550003", mentions=(CAROL.id,), quoted=Quoted(BOB.id, "spam"))
    assert group.link.groups.done == [("remove", CAROL.id)]


def test_what_is_nobodys_id_is_nobody(group: TestBot) -> None:
    for junk in ("", "x", "status@broadcast", "1@g.us", "x" * 9999 + "@lid", "1\n@lid"):
        answer = told(group, ".kick x", mentions=(junk,), quoted=Quoted(junk))
        assert answer.startswith("Whom?")


def test_a_device_is_its_person(group: TestBot) -> None:
    told(group, ".kick", quoted=Quoted("915550002:7@lid"))
    assert group.link.groups.done == [("remove", BOB.id)]


def test_several_go_at_once_each_once(group: TestBot) -> None:
    told(group, ".kick @915550002 +1 555 0002, 15550003", mentions=(BOB.id,))
    assert group.link.groups.done == [("remove", BOB.id, CAROL.id)]


def test_a_group_by_numbers_knows_its_people_by_lid_too(group: TestBot) -> None:
    dan = Member("15550004@s.whatsapp.net", "15550004", lid="915550004@lid")
    group.link.members = (*CROWD, dan)
    told(group, ".kick @915550004", mentions=("915550004@lid",))
    assert group.link.groups.done == [("remove", dan.id)]


@pytest.mark.parametrize("deed", ["kick", "demote"])
@pytest.mark.parametrize(
    ("whom", "words"),
    [
        (OWNER, "myself"),
        (CAROL, "my owner"),
        (ALICE, "you on your own command"),
    ],
)
def test_the_bot_its_owner_and_who_asks_are_safe(
    group: TestBot, deed: str, whom: Member, words: str
) -> None:
    group.config = config(owner=CAROL.phone)
    answer = told(group, f".{deed} x", mentions=(whom.id,))
    assert group.link.groups.done == []
    assert answer.startswith("I do not ")
    assert words in answer


def test_those_who_are_safe_do_not_save_the_others(group: TestBot) -> None:
    answer = told(group, ".kick x", mentions=(OWNER.id, BOB.id))
    assert answer == "Removed: @915550002.\nI do not remove myself."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (".kick 15550008", "@15550008 is not in this group."),
        (".promote 15550003", "@915550003 is an admin already."),
        (".promote 15550008", "@15550008 is not in this group."),
        (".demote 15550002", "@915550002 is no admin."),
        (".add 15550002", "@915550002 is in this group already."),
    ],
)
def test_what_is_so_already_is_not_asked_for(group: TestBot, text: str, answer: str) -> None:
    assert told(group, text) == answer
    assert group.link.groups.done == []


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (".add +1 (555) 00-08", ("add", STRANGER)),
        (".promote 15550002", ("promote", BOB.id)),
        (".demote 15550003", ("demote", CAROL.id)),
    ],
)
def test_the_others_do_what_they_say(group: TestBot, text: str, done: tuple[str, ...]) -> None:
    told(group, text)
    assert group.link.groups.done == [done]


@pytest.mark.parametrize("error", [401, 403, 408])
def test_who_cannot_be_added_gets_the_link(group: TestBot, error: int) -> None:
    group.link.groups.errors = {STRANGER: error}
    answer = told(group, ".add 15550008")
    assert answer.endswith("Send them this link instead: https://chat.whatsapp.com/CODE")


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (".add 15550008", 404, "@15550008 is not on WhatsApp."),
        (".add 15550008", 409, "@15550008 is in this group already."),
        (".add 15550008", 500, "The group is full: @15550008 does not fit in."),
        (".add 15550008", 499, "WhatsApp does not let me add @15550008 (error 499)."),
        (
            ".kick 15550002",
            403,
            "WhatsApp does not let me remove @915550002: they made the group.",
        ),
        (".kick 15550002", 404, "@915550002 is not in this group."),
    ],
)
def test_what_whatsapp_refuses_for_one_is_said(
    group: TestBot, text: str, error: int, words: str
) -> None:
    group.link.groups.errors = {STRANGER: error, BOB.id: error}
    assert told(group, text) == words


def test_what_whatsapp_refuses_as_a_whole_is_said(group: TestBot) -> None:
    group.link.groups.refuse = True
    assert told(group, ".kick 15550002").startswith("WhatsApp does not let me do that.")


@pytest.mark.parametrize("deed", ["kick", "add", "promote", "demote"])
def test_the_bot_must_be_an_admin(bot: TestBot, deed: str) -> None:
    answer = told(bot, f".{deed} 15550002")
    assert answer == "Make me an admin of this group first."
    assert bot.link.groups.done == []


@pytest.mark.parametrize("deed", ["kick", "add", "promote", "demote"])
def test_who_is_no_admin_may_not(group: TestBot, deed: str) -> None:
    assert told(group, f".{deed} 15550002", BOB).startswith("Only admins of the group")
    assert group.link.groups.done == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("", "Whom?"),
        ("Bob", "Whom?"),
        ("😀 מישהו <b>", "Whom?"),
        ("@915550002", "Whom?"),  # looks like a mention and is none
        ("12", "12 is no phone number"),
        ("1" * 5000, "11111111111111111111 is no phone number"),
        ("0155 50002", "0155 lacks its country code"),
        (" ".join(str(15550020 + i) for i in range(11)), "at most 10 people"),
    ],
)
def test_whom_it_is_about_must_be_said(group: TestBot, args: str, words: str) -> None:
    assert words in told(group, f".kick {args}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15550001 15550002", ["15550001", "15550002"]),
        ("+1 555 0001 +1-555-0002", ["15550001", "15550002"]),
        ("0049 1555 0003", ["4915550003"]),
        ("+٤٩ ١٥٥٥ ٠٠٠٣", ["4915550003"]),
        ("\u202a+49\u00a01555\u00a00003\u202c", ["4915550003"]),
        ("please, Bob (or not)", []),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def test_odd_digits_do_not_hurt() -> None:
    assert numbers("²³ ½ ①") == []
    with pytest.raises(UserError):
        numbers("+" + "9" * 100)
