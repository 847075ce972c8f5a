"""Who comes and goes is named to the group, and so is what becomes of it."""

from __future__ import annotations

import pytest

from botinstance.contract.settings import SETTINGS
from botinstance.link.happening import Due, GroupTurn, Turn
from botinstance.link.protocol import LinkDown
from botinstance.link.recording import Sent
from tests.botinstance.commands.conftest import ALICE, BOB, CAROL, CROWD, GROUP, OWNER, TestBot, by

CHAT = str(GROUP["chat"])
ON = {"welcome": Turn.JOINED, "goodbye": Turn.LEFT}


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """A group of four with both messages on."""
    bot.link.members = CROWD
    for word in (*ON, "events"):
        bot.state.settings.set(word, True, CHAT)
    return bot


def happens(bot: TestBot, turn: Turn, *people: str, by: str = "", text: str = "") -> list[Sent]:
    return bot.happen(GroupTurn(CHAT, f"{turn}{people}", turn, people, by, text))


def soon(bot: TestBot) -> list[Sent]:
    """What the bot says once it has waited for others."""
    told: list[Sent] = []
    for job in bot.state.jobs.waiting("greet"):
        bot.state.jobs.cancel(job.id)
        told += bot.happen(job)
    return told


@pytest.mark.parametrize(
    ("turn", "text"),
    [
        (Turn.JOINED, "Welcome to Friends, @915550002!"),
        (Turn.LEFT, "Goodbye, @915550002!"),
    ],
)
def test_who_comes_and_who_goes_is_named(group: TestBot, turn: Turn, text: str) -> None:
    assert happens(group, turn, BOB.id) == []
    (told,) = soon(group)
    assert (told.chat, told.text, told.mentions) == (CHAT, text, (BOB.id,))


def test_a_crowd_costs_one_message(group: TestBot) -> None:
    happens(group, Turn.JOINED, BOB.id, CAROL.id)
    happens(group, Turn.JOINED, ALICE.id)
    happens(group, Turn.JOINED, BOB.id)
    assert len(group.state.jobs.waiting("greet")) == 1
    (told,) = soon(group)
    assert told.text == "Welcome to Friends, @915550002 @915550003 @915550001!"
    assert soon(group) == []
    happens(group, Turn.JOINED, OWNER.id, BOB.id)
    assert [told.mentions for told in soon(group)] == [(BOB.id,)]  # the bot is the owner


def test_who_comes_while_the_bot_is_offline_is_greeted_later(group: TestBot) -> None:
    happens(group, Turn.JOINED, BOB.id)
    (job,) = group.state.jobs.waiting("greet")
    group.link.down = True
    with pytest.raises(LinkDown):
        group.happen(job)
    group.link.down = False
    assert len(group.happen(job)) == 1
    assert group.happen(job) == []


def test_who_could_not_be_greeted_is_not_greeted_next_week(group: TestBot) -> None:
    happens(group, Turn.JOINED, BOB.id)
    group.link.refuse = True
    assert soon(group) == []
    group.link.refuse = False
    happens(group, Turn.JOINED, CAROL.id)
    assert [told.mentions for told in soon(group)] == [(CAROL.id,)]


def test_tags_are_filled_in_once(group: TestBot) -> None:
    group.link.groups.group = type(group.link.groups.group)(CHAT, "&count {friends}")
    text = "&USER\nhas come to &group; we are &count. &users & <b>😀"
    group.say(f".welcome {text}", **GROUP, **by(ALICE))
    happens(group, Turn.JOINED, BOB.id)
    (told,) = soon(group)
    assert told.text == ("@915550002\nhas come to &count {friends}; we are 4. &users & <b>😀")


@pytest.mark.parametrize("word", list(ON))
def test_nothing_is_said_where_it_is_off(group: TestBot, word: str) -> None:
    group.say(f".{word} off", **GROUP, **by(ALICE))
    happens(group, ON[word], BOB.id)
    assert soon(group) == []


@pytest.mark.parametrize("feature", ["welcome"])
def test_nothing_is_said_where_the_feature_is_off(group: TestBot, feature: str) -> None:
    happens(group, Turn.JOINED, BOB.id)
    group.switch(feature, False)
    happens(group, Turn.LEFT, BOB.id)
    assert soon(group) == []
    assert group.say(".welcome on", **GROUP, **by(ALICE)).startswith("Welcome is switched off")


@pytest.mark.parametrize("word", ["welcome", "goodbye", "setwelcome", "setbye"])
def test_a_text_of_its_own_switches_it_on(bot: TestBot, word: str) -> None:
    bot.link.members = CROWD
    assert "message is off." in bot.say(f".{word}", **GROUP, **by(ALICE))
    assert "\n\nDear &user\n\n" in bot.say(f".{word} Dear &user", **GROUP, **by(ALICE))
    assert "message is on." in bot.say(f".{word}", **GROUP, **by(ALICE))


@pytest.mark.parametrize("word", list(ON))
def test_without_words_of_its_own_a_group_says_the_bots(group: TestBot, word: str) -> None:
    group.state.settings.set(f"default_{word}_text", "Ahoy &user")
    assert "\n\nAhoy &user\n\n" in group.say(f".{word}", **GROUP, **by(ALICE))
    happens(group, ON[word], BOB.id)
    assert [told.text for told in soon(group)] == ["Ahoy @915550002"]
    group.say(f".{word} Dear &user", **GROUP, **by(ALICE))
    happens(group, ON[word], BOB.id)
    assert [told.text for told in soon(group)] == ["Dear @915550002"]


@pytest.mark.parametrize("word", list(ON))
def test_a_group_may_go_back_to_the_bots_words(group: TestBot, word: str) -> None:
    way = f".{word} default takes the bot's own text again."
    assert way not in group.say(f".{word}", **GROUP, **by(ALICE))
    assert way in group.say(f".{word} Dear &user", **GROUP, **by(ALICE))
    answer = group.say(f".{word} default", **GROUP, **by(ALICE))
    assert SETTINGS[f"default_{word}_text"].default in answer
    assert way not in answer


def test_a_greeting_has_an_end(group: TestBot) -> None:
    answer = group.say(".welcome " + "a" * 1001, **GROUP, **by(ALICE))
    assert answer == "That text is too long: at most 1000 characters."


@pytest.mark.parametrize(
    ("turn", "fields", "text"),
    [
        (Turn.PROMOTED, {"by": ALICE.id}, "Now an admin, by @915550001: @915550002"),
        (Turn.DEMOTED, {}, "Not an admin any more: @915550002"),
        (Turn.RENAMED, {"text": "The {sea}"}, "The group has a new name: The {sea}"),
        (Turn.DESCRIBED, {"text": "long"}, "The group has a new description."),
    ],
)
def test_changes_are_told(group: TestBot, turn: Turn, fields: dict[str, str], text: str) -> None:
    people = [BOB.id] if turn in (Turn.PROMOTED, Turn.DEMOTED) else []
    (told,) = happens(group, turn, *people, **fields)
    assert told.text == text


def test_what_the_bot_has_done_is_not_told_again(group: TestBot) -> None:
    assert happens(group, Turn.PROMOTED, BOB.id, by=OWNER.id) == []


def test_changes_are_told_only_where_that_is_wanted(group: TestBot) -> None:
    assert group.say(".events off", **GROUP, **by(ALICE)).startswith("I do not tell the group")
    assert happens(group, Turn.RENAMED, text="Sea") == []
    assert group.say(".events maybe", **GROUP, **by(ALICE)) == "Write .events on, or off."


def test_a_group_has_rules(group: TestBot) -> None:
    assert group.say(".rules", **GROUP, **by(BOB)).startswith("This group has no rules.")
    for text in (".setrules 1. Be kind.\n2. 😀", ".rules 1. Be kind.\n2. 😀"):
        assert group.say(text, **GROUP, **by(ALICE)) == "The group has new rules."
        assert group.say(".rules", **GROUP, **by(BOB)) == "*Rules*\n\n1. Be kind.\n2. 😀"
        assert group.say(".setrules off", **GROUP, **by(ALICE)).endswith("has no rules any more.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".setrules", "Write them behind .setrules"),
        (".setrules " + "a" * 3001, "at most 3000 characters"),
    ],
)
def test_rules_that_are_none_get_a_sentence(group: TestBot, text: str, words: str) -> None:
    assert words in group.say(text, **GROUP, **by(ALICE))


@pytest.mark.parametrize("text", [".rules a", ".setrules a", ".welcome on", ".goodbye", ".events"])
def test_who_is_no_admin_may_not(group: TestBot, text: str) -> None:
    assert group.say(text, **GROUP, **by(BOB)).startswith("Only admins of the group")


def test_a_job_of_nobody_says_nothing(group: TestBot) -> None:
    assert group.happen(Due(CHAT, "1", "greet", {"word": "welcome"}, 0.0)) == []
