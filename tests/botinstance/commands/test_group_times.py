"""What happens in a group by the clock of its chat."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from botinstance.commands.group.rhythm import Rhythm, clock, read, revived
from botinstance.context import UserError
from botinstance.link.happening import Due
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, TestBot, by

CHAT = str(GROUP["chat"])
BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = tuple(range(7))


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """In a group of which the bot is an admin, in Berlin."""
    bot.link.members = CROWD
    bot.state.settings.set("timezone", "Europe/Berlin", CHAT)
    return bot


def told(bot: TestBot, text: str) -> str:
    return bot.say(text, **GROUP, **by(ALICE))


def waiting(bot: TestBot, kind: str = "schedule") -> list[Due]:
    return bot.state.jobs.waiting(kind, CHAT)


def said(bot: TestBot, job: Due) -> list[str]:
    """What the bot says in the group when the job is due."""
    return [sent.text for sent in bot.happen(job) if sent.chat == CHAT]


def pass_time(bot: TestBot, job: Due) -> list[str]:
    """As the clock does: a job that is due waits no more."""
    bot.state.jobs.cancel(job.id)
    return said(bot, job)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> float:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).timestamp()


@pytest.mark.parametrize(
    ("rhythm", "now", "then"),
    [
        (Rhythm(EVERY_DAY, 8, 0), at(2026, 5, 4, 7, 59), at(2026, 5, 4, 8)),
        (Rhythm(EVERY_DAY, 8, 0), at(2026, 5, 4, 8), at(2026, 5, 5, 8)),
        (Rhythm((0,), 9, 0), at(2026, 5, 4, 9, 1), at(2026, 5, 11, 9)),  # a Monday
        (Rhythm((5, 6), 9, 0), at(2026, 5, 4, 9), at(2026, 5, 9, 9)),
        # the clocks go forward at 2:00 on 29 March, and back at 3:00 on 25 October
        (Rhythm(EVERY_DAY, 8, 0), at(2026, 3, 28, 9), at(2026, 3, 29, 8)),
        (Rhythm(EVERY_DAY, 2, 30), at(2026, 3, 28, 9), at(2026, 3, 29, 3, 30)),
        (Rhythm(EVERY_DAY, 2, 30), at(2026, 10, 25, 2, 30), at(2026, 10, 26, 2, 30)),
    ],
)
def test_a_rhythm_follows_the_chats_clock(rhythm: Rhythm, now: float, then: float) -> None:
    assert rhythm.after(now, BERLIN) == then


@pytest.mark.parametrize(
    ("text", "rhythm", "rest"),
    [
        ("every day 8:00 Good\nmorning", Rhythm(EVERY_DAY, 8, 0), "Good\nmorning"),
        ("Daily at 6pm tea", Rhythm(EVERY_DAY, 18, 0), "tea"),
        ("every mon 9:00 a", Rhythm((0,), 9, 0), "a"),
        ("every Monday and thu 09:30 a", Rhythm((0, 3), 9, 30), "a"),
        ("every sat, sun 9:00 a", Rhythm((5, 6), 9, 0), "a"),
        ("every weekday 12:05 am a", Rhythm((0, 1, 2, 3, 4), 0, 5), "a"),
        ("every day 8:00", Rhythm(EVERY_DAY, 8, 0), ""),
    ],
)
def test_a_rhythm_is_read_as_people_write_it(text: str, rhythm: Rhythm, rest: str) -> None:
    assert read(text) == (rhythm, rest)
    assert revived(list(rhythm)) == rhythm


@pytest.mark.parametrize("text", ["every xyz 9:00 a", "every day 25:00 a", "every day 9 a"])
def test_a_rhythm_that_is_none_gets_a_sentence(text: str) -> None:
    with pytest.raises(UserError):
        read(text)


def test_what_does_not_begin_with_a_rhythm_has_none() -> None:
    for text in ("", "18:30 every day", "everything 8:00", "every 8:00 a"):
        assert read(text) is None


@pytest.mark.parametrize(
    "text", ["", "24:00", "8:60", "8", "13pm", "0am", "8:00:00", "😀", "٨:٠٠x"]
)
def test_a_time_that_is_none_gets_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="like 18:30"):
        clock(text)


def test_a_text_is_said_at_its_time(group: TestBot) -> None:
    before = time.time()
    assert told(group, ".schedule in 2h Dinner\nis ready").startswith("Number 1, ")
    (job,) = waiting(group)
    assert before + 7200 <= job.at <= time.time() + 7200
    assert pass_time(group, job) == ["Dinner\nis ready"]
    assert waiting(group) == []


def test_what_comes_again_comes_again_once(group: TestBot) -> None:
    told(group, ".schedule every day 8:00 Good morning")
    (job,) = waiting(group)
    assert datetime.fromtimestamp(job.at, BERLIN).strftime("%H:%M") == "08:00"
    for _ in range(2):  # the second time as after a link that was down
        assert pass_time(group, job) == ["Good morning"]
    (again,) = waiting(group)
    assert again.data == job.data
    assert again.at > time.time()


@pytest.mark.parametrize(("word", "closed"), [("close", True), ("OPEN", False)])
def test_the_group_opens_and_closes(group: TestBot, word: str, closed: bool) -> None:
    told(group, f".schedule tomorrow 9:00 {word}")
    (answer,) = pass_time(group, waiting(group)[0])
    assert answer.startswith(f"The group is {'closed' if closed else 'open'} now")
    assert group.link.groups.done == [("announce", closed)]


def test_what_is_planned_is_listed_and_dropped(group: TestBot) -> None:
    told(group, ".schedule every mon,fri 9:00 " + "long " * 100)
    told(group, ".schedule in 2h Dinner")
    lines = told(group, ".schedlist").splitlines()
    assert sorted(line[:2] for line in lines) == ["1.", "2."]
    weekly = next(line for line in lines if line.startswith("1."))
    assert weekly.startswith("1. every Monday and Friday at 09:00 (Europe/Berlin): long long")
    assert len(weekly) < 150
    assert told(group, ".delsched 1") == "Number 1 is dropped."
    assert told(group, ".schedule in 3h Tea").startswith("Number 1, ")
    assert [job.data["text"] for job in waiting(group)] == ["Dinner", "Tea"]


def test_other_groups_are_not_asked(group: TestBot) -> None:
    told(group, ".schedule in 2h Dinner")
    there = {**GROUP, "chat": "1203630002@g.us"}
    assert group.say(".schedlist", **there, **by(ALICE)).startswith("Nothing is planned.")
    assert group.say(".delsched 1", **there, **by(ALICE)).startswith("Which one?")


def test_there_is_an_end_to_plans(group: TestBot) -> None:
    for _ in range(20):
        told(group, ".schedule in 2h Dinner")
    assert "at most 20" in told(group, ".schedule in 2h Dinner")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".schedule", "every mon 9:00"),
        (".schedule soon Dinner", "I do not see when"),
        (".schedule every day 8:00", "What shall I say"),
        (".schedule in 2h " + "a" * 2001, "at most 2000 characters"),
        (".schedule every day 26:00 a", "no time of the day"),
        (".delsched", "Write its number"),
        (".delsched 😀", "Write its number"),
        (".automute 25:00", "no time of the day"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(group: TestBot, text: str, words: str) -> None:
    assert words in told(group, text)
    assert waiting(group) == []


@pytest.mark.parametrize("text", [".schedule in 2h close", ".automute 22:00", ".autounmute 7:00"])
def test_the_bot_must_be_an_admin(bot: TestBot, text: str) -> None:
    assert told(bot, text) == "Make me an admin of this group first."
    assert waiting(bot) == waiting(bot, "automute") == []


def test_nothing_is_said_where_the_feature_is_off_but_it_comes_again(group: TestBot) -> None:
    told(group, ".schedule every day 8:00 Good morning")
    told(group, ".automute 22:00")
    group.switch("group", False)
    for kind in ("schedule", "automute"):
        assert pass_time(group, waiting(group, kind)[0]) == []
        assert len(waiting(group, kind)) == 1


@pytest.mark.parametrize(
    ("word", "does", "closed"), [("automute", "close", True), ("autounmute", "open", False)]
)
def test_a_group_keeps_hours(group: TestBot, word: str, does: str, closed: bool) -> None:
    assert told(group, f".{word}").startswith(f"I do not {does} the group by myself.")
    answer = f"I {does} the group each day at 22:30 (Europe/Berlin)."
    assert told(group, f".{word} 10:30pm") == told(group, f".{word}") == answer
    (job,) = waiting(group, "automute")
    assert datetime.fromtimestamp(job.at, BERLIN).strftime("%H:%M") == "22:30"
    for _ in range(2):
        assert len(pass_time(group, job)) == 1
    assert group.link.groups.done == [("announce", closed)] * 2
    assert [again.at > time.time() for again in waiting(group, "automute")] == [True]


def test_a_group_keeps_no_hours_any_more(group: TestBot) -> None:
    for text in (".automute 22:00", ".autounmute 7:00", ".automute 23:00"):
        told(group, text)
    closing = next(job for job in waiting(group, "automute") if job.data["setting"] == "automute")
    assert len(waiting(group, "automute")) == 2
    assert told(group, ".automute off").startswith("I do not close")
    assert [job.data["setting"] for job in waiting(group, "automute")] == ["autounmute"]
    assert pass_time(group, closing) == []  # which was on its way already
    assert told(group, ".autounmute") == "I open the group each day at 07:00 (Europe/Berlin)."


@pytest.mark.parametrize("text", [".schedule in 2h a", ".schedlist", ".delsched 1", ".automute"])
def test_who_is_no_admin_may_not(group: TestBot, text: str) -> None:
    assert group.say(text, **GROUP, **by(BOB)).startswith("Only admins of the group")


def test_what_comes_again_follows_the_chats_clock(group: TestBot) -> None:
    told(group, ".schedule every day 8:00 Good morning")
    told(group, ".schedule in 2h Dinner")
    told(group, ".automute 22:00")
    before = {job.data["number"]: job.at for job in waiting(group)}
    told(group, ".timezone Tokyo")
    after = {job.data["number"]: job.at for job in waiting(group)}
    tokyo = ZoneInfo("Asia/Tokyo")
    assert datetime.fromtimestamp(after[1], tokyo).strftime("%H:%M") == "08:00"
    assert after[2] == before[2]
    (closing,) = waiting(group, "automute")
    assert datetime.fromtimestamp(closing.at, tokyo).strftime("%H:%M") == "22:00"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (".schedule every day 8:00 Good morning", 0),
        (".schedule every day 8:00 close", 1),
        (".schedule in 2h Dinner", 1),
    ],
)
def test_a_bot_that_was_down_repeats_no_old_greetings(
    group: TestBot, text: str, answers: int
) -> None:
    told(group, text)
    late = replace(waiting(group)[0], at=time.time() - 7200)
    assert len(pass_time(group, late)) == answers


def test_what_whatsapp_refuses_is_said_when_it_is_due(group: TestBot) -> None:
    told(group, ".automute 22:00")
    group.link.groups.refuse = True
    (answer,) = pass_time(group, waiting(group, "automute")[0])
    assert answer == "I was to close the group now, but WhatsApp does not let me."


def test_hours_hold_in_a_zone_that_the_system_forgot(group: TestBot) -> None:
    group.state.settings.set("timezone", "Atlantis/Center", CHAT)
    assert told(group, ".automute 22:00").endswith("(UTC).")
