"""To-do lists, notes, filters and absence: what the bot keeps, and when it speaks of it."""

from __future__ import annotations

from typing import Any

import pytest

from botinstance.commands.utility import afk, filter
from botinstance.commands.utility.matching import matches
from botinstance.link.protocol import Quoted
from botinstance.once import Once
from tests.botinstance.commands.conftest import (
    ALICE,
    BOB,
    CAROL,
    CROWD,
    GROUP,
    OWNER,
    TestBot,
    by,
)

CHAT, OTHER = str(GROUP["chat"]), "1203630002@g.us"
NOON = 1_800_000_000.0


class Clock:
    now = 1000.0


@pytest.fixture(autouse=True)
def clock(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Nothing has been said yet, and time passes when a test lets it."""
    bot.link.account.ids = {member.phone: member.id for member in CROWD}
    bot.link.members = CROWD
    made = Clock()
    monkeypatch.setattr(filter, "_said", Once(filter.PAUSE, lambda: made.now))
    monkeypatch.setattr(afk, "_told", Once(afk.PAUSE, lambda: made.now))
    return made


def say(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**GROUP, **fields})


def hear(bot: TestBot, text: str, **fields: Any) -> list[str]:
    return [str(sent) for sent in bot.hear(text, **{**GROUP, **by(BOB), **fields})]


# todo


def test_a_list_belongs_to_a_person_in_every_chat(bot: TestBot) -> None:
    assert say(bot, ".todo add Buy  milk") == "Number 1 of your list: Buy milk"
    assert bot.say(".task Call mom") == "Number 2 of your list: Call mom"
    assert say(bot, ".todo list") == "1. Buy milk\n2. Call mom"
    assert "Nothing to do!" in say(bot, ".todo", **by(BOB))
    assert say(bot, ".todo done 1") == "✅ Buy milk\n1 thing left."
    assert say(bot, ".todo del #1") == "✅ Call mom\nNothing left."
    assert "Nothing to do!" in say(bot, ".todo")


def test_a_list_can_be_cleared(bot: TestBot) -> None:
    say(bot, ".todo add Buy milk")
    assert say(bot, ".todo clear") == "Your list is empty now."
    assert "Nothing to do!" in say(bot, ".todo")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("add", "What is to do?"),
        ("add " + "x" * 201, "What is to do?"),
        ("done", "Which one?"),
        ("done 2", "Which one?"),
        ("done 0", "Which one?"),
        ("done ٢", "Which one?"),
        ("done " + "9" * 5000, "Which one?"),
    ],
)
def test_what_is_nothing_to_do_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    say(bot, ".todo add Buy milk")
    assert say(bot, f".todo {words}").startswith(why)


def test_a_full_list_is_still_one_answer(bot: TestBot) -> None:
    for _ in range(50):
        say(bot, f".todo add {'🎂' * 200}")
    assert "full with 50" in say(bot, ".todo add more")
    assert len(say(bot, ".todo")) < 4000
    assert say(bot, ".todo").endswith(" more")


# notes


def test_a_note_is_called_up_by_its_name(bot: TestBot) -> None:
    assert say(bot, ".note #WiFi  The password\nis hunter2") == "Kept: write #wifi to see it."
    assert hear(bot, "#wifi") == ["The password\nis hunter2"]
    assert hear(bot, " #WIFI ") == ["The password\nis hunter2"]
    assert say(bot, ".note wifi", **by(BOB)) == "The password\nis hunter2"
    assert say(bot, ".notes", **by(BOB)) == "*Notes of this chat*\n#wifi"
    assert hear(bot, "#wifi", chat=OTHER) == []
    assert hear(bot, "see #wifi please") == []
    assert hear(bot, "#other") == []


def test_only_admins_change_a_groups_notes(bot: TestBot) -> None:
    say(bot, ".note rules Be kind")
    assert "Only admins" in say(bot, ".note rules Be rude", **by(BOB))
    assert "Only admins" in say(bot, ".delnote rules", **by(BOB))
    assert bot.say(".note mine In private", **by(BOB), chat=BOB.id).startswith("Kept")
    assert say(bot, ".delnote #rules") == "The note #rules is gone."
    assert hear(bot, "#rules") == []
    assert not bot.state.settings.on("notes", CHAT)


def test_a_note_may_be_the_message_replied_to(bot: TestBot) -> None:
    say(bot, ".note plan", quoted=Quoted(BOB.id, "We meet at 8"))
    assert hear(bot, "#plan") == ["We meet at 8"]
    assert say(bot, ".note plan", quoted=Quoted(BOB.id, "else")) == "We meet at 8"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (".note", "A note has a name of one word"),
        (".note !?! text", "A note has a name of one word"),
        (".note " + "x" * 33 + " text", "A note has a name of one word"),
        (".note long " + "x" * 3001, "That note is too long"),
        (".note nothing", "There is no note #nothing in this chat"),
        (".delnote nothing", "There is no note #nothing in this chat"),
        (".notes", "There are no notes in this chat"),
    ],
)
def test_what_is_no_note_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    assert say(bot, words).startswith(why)


def test_a_chat_has_a_hundred_notes_at_most(bot: TestBot) -> None:
    for n in range(100):
        bot.state.records.put("note", CHAT, f"n{n:030}", "text")
    assert "100 notes already" in say(bot, ".note more text")
    assert say(bot, f".note n{1:030} other").startswith("Kept")
    assert len(say(bot, ".notes")) < 4000


# filters


@pytest.mark.parametrize(
    ("pattern", "text", "held"),
    [
        ("hello", "Well, HELLO there", True),
        ("hello", "othello", False),
        ("good  morning", "a good\nmorning!", True),
        ("c++", "I like C++.", True),
        ("a.c", "abc", False),
        ("*price*", "what is the price?", True),
        ("price*", "what is the price?", False),
        ("how * you", "How are you", True),
        ("how * you", "how you", False),
        ("*", "anything", True),
        ("a*a", "a", False),
        ("a*b*a", "aba", True),
        ("a*b*b*a", "aba", False),
        ("привет", "Привет!", True),
        ("مرحبا", "مرحبا بك", True),
        ("👍", "ok👍ok", True),
    ],
)
def test_words_are_found_as_words_and_stars_stand_for_any_text(
    pattern: str, text: str, held: bool
) -> None:
    assert matches(pattern, text) is held


def test_stars_cost_no_time() -> None:
    assert not matches("*a" * 30 + "*b", "a" * 2000)


def test_who_says_the_word_is_answered(bot: TestBot, clock: Clock) -> None:
    say(bot, ".filter Hello = Hi there!")
    assert hear(bot, "oh hello!") == ["Hi there!"]
    assert hear(bot, "hello again") == []  # not so soon
    assert hear(bot, "hello", chat=OTHER) == []
    clock.now += 10
    assert hear(bot, "hello") == ["Hi there!"]
    assert say(bot, ".filter") == "*I answer to*\nhello"
    assert "not answered any more" in say(bot, ".delfilter HELLO")
    clock.now += 10
    assert hear(bot, "hello") == []
    assert not bot.state.settings.on("filters", CHAT)


def test_two_bots_do_not_answer_each_other_for_ever(bot: TestBot, clock: Clock) -> None:
    say(bot, ".filter hello = hello yourself")
    for _ in range(filter.A_DAY + 5):
        clock.now += 60
        hear(bot, "hello")
    assert len([s for s in bot.link.sent if s.text == "hello yourself"]) == filter.A_DAY


def test_only_admins_change_filters(bot: TestBot) -> None:
    assert "Only admins" in say(bot, ".filter a = b", **by(BOB))
    assert "Only admins" in say(bot, ".delfilter a", **by(BOB), chat=OTHER)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("hello", "Write a word, ="),
        ("= hello", "Write a word, ="),
        ("hello =", "Write a word, ="),
        ("* = hello", "Write a word, ="),
        ("x" * 61 + " = y", "At most 60 characters"),
        ("x = " + "y" * 1001, "At most 60 characters"),
    ],
)
def test_what_is_no_filter_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    assert say(bot, f".filter {words}").startswith(why)
    assert say(bot, f".delfilter {words}").startswith("Which one?")


def test_a_chat_has_fifty_filters_at_most(bot: TestBot) -> None:
    for n in range(50):
        say(bot, f".filter {n:060} = y")
    assert "50 filters already" in say(bot, ".filter more = y")
    assert "is answered: z" in say(bot, f".filter {1:060} = z")
    assert len(say(bot, ".filter")) < 4000


# away


def test_who_asks_for_somebody_away_is_told(bot: TestBot, clock: Clock) -> None:
    say(bot, ".afk Lunch", at=NOON, sender_name="Alice")
    told = hear(bot, "@915550001 ?", mentions=(ALICE.id,), at=NOON + 3600)
    assert told == ["💤 Alice went away 1 hour ago: Lunch"]
    assert hear(bot, "hey", quoted=Quoted(ALICE.id, "x"), at=NOON + 3601) == []  # told already
    assert len(hear(bot, "hey", quoted=Quoted(ALICE.id, "x"), chat=OTHER, at=NOON + 3601)) == 1
    clock.now += afk.PAUSE
    number = f"{ALICE.phone}@s.whatsapp.net"
    assert len(hear(bot, "hey", mentions=(number, ALICE.id), at=NOON + 3602)) == 1
    assert hear(bot, "hey", mentions=(CAROL.id,)) == []


def test_the_next_message_ends_it(bot: TestBot) -> None:
    bot.hear(".afk", **GROUP, at=NOON)
    welcome = "👋 Welcome back! You were away for 2 hours."
    assert hear(bot, "hi", **by(ALICE), chat=OTHER, at=NOON + 7200) == [welcome]
    assert hear(bot, "hi", **by(ALICE), at=NOON + 7201) == []
    assert hear(bot, "@915550001 ?", mentions=(ALICE.id,)) == []
    assert not bot.state.settings.on("away")


def test_a_command_ends_it_too_but_not_going_away_again(bot: TestBot) -> None:
    hear(bot, ".afk", at=NOON)
    assert len(hear(bot, ".away Dinner", at=NOON + 5)) == 1
    assert bot.state.settings.number("away") == 1
    assert hear(bot, ".ping", at=NOON + 9)[0].startswith("👋 Welcome back! You were away for a m")


def test_one_who_comes_back_leaves_the_others_away(bot: TestBot) -> None:
    hear(bot, ".afk", at=NOON)
    hear(bot, ".afk", **by(CAROL), at=NOON)
    hear(bot, "hi", at=NOON + 5)
    assert len(hear(bot, "hi", mentions=(CAROL.id,), at=NOON + 6)) == 1


def test_a_long_reason_gets_a_sentence(bot: TestBot) -> None:
    assert "too long" in say(bot, f".afk {'x' * 201}")


# what WhatsApp tells of people


def test_ten_numbers_a_day_are_checked(bot: TestBot) -> None:
    asked = [bot.say(".iswa +15550002", **by(OWNER)) for _ in range(11)]
    assert asked[0] == "+15550002 is on WhatsApp."
    assert asked[10].startswith("That was enough for today")


@pytest.mark.parametrize("words", ["", "hello", "1 2", "+15550002, +15550001"])
def test_what_is_no_number_costs_no_check(bot: TestBot, words: str) -> None:
    for _ in range(12):
        assert "number" in bot.say(f".iswa {words}", **by(OWNER))
    assert bot.state.allowance.used("iswa") == 0


def test_numbers_are_for_the_bots_admins(bot: TestBot) -> None:
    assert "Only the bot's admins" in say(bot, ".iswa +15550002")


def test_a_picture_is_shown_and_its_person_mentioned(bot: TestBot) -> None:
    bot.link.account.pictures = {BOB.id: b"bob", ALICE.id: b"alice"}
    (sent,) = bot.send(".pfp @915550002", **GROUP, mentions=(BOB.id,))
    assert (sent.data, sent.text, sent.mentions) == (b"bob", "@915550002", (BOB.id,))
    (sent,) = bot.send(".getpp", **GROUP, **by(OWNER))
    assert "There is no picture" in sent.text
    (sent,) = bot.send(".getpp")
    assert "Please wait" in sent.text


def test_an_about_text_is_shown(bot: TestBot) -> None:
    bot.link.account.abouts = {ALICE.id: " Busy " + "x" * 5000}
    assert say(bot, ".about").startswith("@915550001: Busy x")
    assert "no about text" in say(bot, ".getbio", **by(BOB))


def test_the_owner_keeps_a_message_without_a_word(bot: TestBot) -> None:
    quoted = Quoted(BOB.id, "Remember this", id="3EB0Q")
    (sent,) = bot.send(".save", **GROUP, **by(OWNER), quoted=quoted)
    assert (sent.chat, sent.kind) == ("15550009@s.whatsapp.net", "forwarded message")
    assert "Reply with .save" in say(bot, ".save", **by(OWNER))
    assert "Only the bot's owner" in say(bot, ".save", quoted=quoted)


@pytest.mark.parametrize("command", ["note", "filter", "afk"])
def test_a_command_that_is_switched_off_does_not_speak_by_itself(
    bot: TestBot, command: str
) -> None:
    say(bot, ".note wifi hunter2")
    say(bot, ".filter hello = Hi!")
    say(bot, ".afk", at=NOON)
    messages: dict[str, dict[str, Any]] = {
        "note": {"text": "#wifi"},
        "filter": {"text": "hello"},
        "afk": {"text": "where is she?", "mentions": (ALICE.id,), "at": NOON + 5},
    }
    bot.state.settings.set("disabled_here", [command], CHAT)
    assert hear(bot, **messages[command]) == []
    bot.state.settings.set("disabled_here", [], CHAT)
    assert len(hear(bot, **messages[command])) == 1
