"""Speaking to a group: mentions, polls, messages that go; and going oneself."""

from __future__ import annotations

import pytest

from botinstance.link.group import Member
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, OWNER, TestBot, by

SPAM = Quoted(BOB.id, "spam", id="3EB0SPAM")
OURS = Quoted(OWNER.id, "an answer", id="3EB0OURS")


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    return bot


def test_hidetag_mentions_everybody_and_names_nobody(group: TestBot) -> None:
    (sent,) = group.send(".hidetag Dinner", **GROUP, **by(ALICE))
    assert sent.text == "Dinner"
    assert sent.mentions == tuple(member.id for member in CROWD)


def test_hidetag_repeats_what_it_replies_to(group: TestBot) -> None:
    (sent,) = group.send(".notify", quoted=SPAM, **GROUP, **by(ALICE))
    assert (sent.text, len(sent.mentions)) == ("spam", 4)


def test_everybody_may_call_the_admins_but_not_often(group: TestBot) -> None:
    (sent,) = group.send(".admins", **GROUP, **by(BOB))
    assert sent.mentions == (ALICE.id, CAROL.id, OWNER.id)
    assert sent.text.endswith("\n\n@915550001 @915550003 @915550009")
    assert group.say(".admins", **GROUP, **by(BOB)).startswith("Please wait")


def test_tagnotadmin_calls_the_others(group: TestBot) -> None:
    (sent,) = group.send(".tagnotadmin Rules!", **GROUP, **by(ALICE))
    assert (sent.text, sent.mentions) == ("Rules!\n\n@915550002", (BOB.id,))


@pytest.mark.parametrize("command", ["tagall", "hidetag", "tagnotadmin"])
def test_one_toggle_stops_all_calls_to_the_crowd(group: TestBot, command: str) -> None:
    group.switch("tagall", False)
    assert group.say(f".{command} Dinner", **GROUP, **by(ALICE)).startswith("Tag all is switched")
    assert "@" in group.say(".tagadmins Help", **GROUP, **by(ALICE))


def test_a_large_group_is_called_in_one_message_of_bearable_length(group: TestBot) -> None:
    many = [Member(f"{10**14 + i}@lid") for i in range(1000)]
    group.link.members = (*CROWD, *many)
    (sent,) = group.send(".tagnotadmin " + "a" * 1000, **GROUP, **by(ALICE))
    assert len(sent.mentions) == 1001
    assert len(sent.text) < 4000
    assert sent.text.endswith("and 851 more")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".hidetag", "What shall I say?"),
        (".hidetag " + "a" * 2001, "at most 2000 characters"),
        (".tagadmins " + "a" * 2001, "at most 2000 characters"),
    ],
)
def test_a_call_needs_a_text_that_is_not_too_long(group: TestBot, text: str, words: str) -> None:
    assert words in group.say(text, **GROUP, **by(ALICE))


@pytest.mark.parametrize("text", [".hidetag a", ".tagadmins", ".tagnotadmin"])
def test_an_unknown_group_gets_a_sentence(group: TestBot, text: str) -> None:
    group.link.members = ()
    assert "does not tell" in group.say(text, **GROUP, **by(OWNER))


def test_where_all_are_admins_nobody_is_none(group: TestBot) -> None:
    group.link.members = (ALICE, CAROL)
    assert group.say(".tagnotadmin", **GROUP, **by(ALICE)).startswith("There is nobody")


def test_a_poll_has_its_question_and_options(bot: TestBot) -> None:
    (sent,) = bot.send(".poll Where  to? ; at home; at the sea ;; at home")
    assert (sent.kind, sent.text) == ("poll", "Where to?\nat home\nat the sea")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("", "two options or more, like this: .poll "),
        ("a ; b", "two options"),
        ("a ; b ; b", "two options"),
        (";;;;", "two options"),
        (" ; ".join(str(i) for i in range(14)), "at most 12 options"),
        ("q" * 256 + ";a;b", "at most 255 characters"),
        ("q;a;" + "b" * 101, "at most 100 characters"),
        (";" * 60000, "two options"),
    ],
)
def test_what_is_no_poll_gets_a_sentence(bot: TestBot, args: str, words: str) -> None:
    assert words in bot.say(f".poll {args}")


def test_an_admin_has_a_message_deleted(group: TestBot) -> None:
    (sent,) = group.send(".del", quoted=SPAM, **GROUP, **by(ALICE))
    assert (sent.kind, sent.quotes) == ("deleted message", "3EB0SPAM")


def test_others_have_nothing_deleted_in_a_group(group: TestBot) -> None:
    answer = group.say(".del", quoted=SPAM, **GROUP, **by(BOB))
    assert answer == "Only admins of the group may have messages deleted."


def test_only_its_own_can_the_bot_delete_without_being_an_admin(bot: TestBot) -> None:
    assert bot.say(".d", quoted=SPAM, **GROUP, **by(ALICE)).startswith("Make me an admin")
    assert bot.say(".d", quoted=OURS, **GROUP, **by(ALICE)) == "(deleted message)"


def test_in_private_the_bots_answers_can_be_deleted(bot: TestBot) -> None:
    bot.link.written = {"3EB0OURS"}
    assert bot.say(".d", quoted=OURS) == "(deleted message)"


def test_in_private_nobody_else_deletes_what_the_owner_wrote(bot: TestBot) -> None:
    assert bot.say(".d", quoted=OURS).startswith("In a private chat")
    assert bot.say(".d", quoted=OURS, from_me=True) == "(deleted message)"


def test_in_private_what_others_wrote_stays(bot: TestBot) -> None:
    assert bot.say(".d", quoted=SPAM, from_me=True).startswith("In a private chat")


def test_what_to_delete_must_be_replied_to(group: TestBot) -> None:
    assert group.say(".d", **GROUP, **by(ALICE)).startswith("Reply with .delete")
    assert group.say(".d", quoted=Quoted(BOB.id), **GROUP, **by(ALICE)).startswith("Reply with")


def test_the_bot_says_goodbye_and_leaves(group: TestBot) -> None:
    assert group.say(".leave", **GROUP, **by(OWNER)) == "Goodbye!"
    assert group.link.groups.done == [("leave",)]


def test_only_the_owner_makes_it_leave(group: TestBot) -> None:
    assert group.say(".leave", **GROUP, **by(ALICE)).startswith("Only the bot's owner")
    assert group.link.groups.done == []


@pytest.mark.parametrize(
    ("text", "seconds"), [(".pin", 604800), (".pinmsg 24h", 86400), (".pin 30 D", 2592000)]
)
def test_a_message_is_pinned(group: TestBot, text: str, seconds: int) -> None:
    (sent,) = group.send(text, quoted=SPAM, **GROUP, **by(ALICE))
    assert (sent.kind, sent.quotes, sent.text) == ("pinned message", SPAM.id, str(seconds))


@pytest.mark.parametrize(
    ("text", "quoted", "words"),
    [
        (".pin", None, "Reply with .pin"),
        (".pin 2d", SPAM, "Write .pin 24h, 7d or 30d."),
    ],
)
def test_what_cannot_be_pinned_gets_a_sentence(
    group: TestBot, text: str, quoted: Quoted | None, words: str
) -> None:
    assert words in group.say(text, quoted=quoted, **GROUP, **by(ALICE))


def test_the_bot_must_be_an_admin_to_pin(bot: TestBot) -> None:
    told = bot.say(".pin", quoted=SPAM, **GROUP, **by(ALICE))
    assert told == "Make me an admin of this group first."
