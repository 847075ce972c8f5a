"""What a silenced member writes is deleted, until the time is over."""

from __future__ import annotations

import time

import pytest

from botinstance.commands.group.durations import seconds, shown
from botinstance.context import UserError
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, TestBot, by

CHAT = str(GROUP["chat"])


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    return bot


def said(bot: TestBot, text: str, **fields: object) -> list[str]:
    """What the bot does when Bob writes that."""
    return [str(sent) for sent in bot.hear(text, **GROUP, **by(BOB), **fields)]


def test_messages_and_commands_of_a_silenced_member_go(group: TestBot) -> None:
    told = group.say(".mutemember 15550002", **GROUP, **by(ALICE))
    assert told == "From now on I delete what @915550002 writes."
    assert said(group, "hello") == ["(deleted message)"]
    assert said(group, ".ginfo") == ["(deleted message)"]
    assert [str(it) for it in group.hear("hello", **GROUP, **by(ALICE))] == []


def test_they_may_write_elsewhere(group: TestBot) -> None:
    group.say(".mutemember 15550002", **GROUP, **by(ALICE))
    assert group.hear("hello", **{**GROUP, "chat": "1203630002@g.us"}, **by(BOB)) == []


def test_they_may_write_again_when_the_time_is_over(group: TestBot) -> None:
    before = time.time()
    told = group.say(".mutemember 15550002 1h 30m", **GROUP, **by(ALICE))
    assert told == "For 1 hour 30 minutes I delete what @915550002 writes."
    (job,) = group.state.jobs.waiting("unmute_member", CHAT)
    assert before + 5400 <= job.at <= time.time() + 5400
    assert group.happen(job) == []
    assert said(group, "hello") == []


def test_an_admin_lets_them_write_before(group: TestBot) -> None:
    group.say(".mutemember 15550002 2h", **GROUP, **by(ALICE))
    assert (
        group.say(".unmutemember 15550002", **GROUP, **by(ALICE)) == "@915550002 may write again."
    )
    assert said(group, "hello") == []
    assert group.state.jobs.waiting("unmute_member") == []


def test_the_last_word_on_the_time_counts(group: TestBot) -> None:
    for lasting in ("2h", "3h", ""):
        group.say(f".mutemember 15550002 {lasting}", **GROUP, **by(ALICE))
    assert group.state.jobs.waiting("unmute_member") == []
    assert said(group, "hello") == ["(deleted message)"]


def test_who_becomes_an_admin_is_not_silenced(group: TestBot) -> None:
    group.state.settings.set("muted", [ALICE.phone], CHAT)
    assert group.hear("hello", **GROUP, **by(ALICE)) == []


def test_a_bot_that_is_no_admin_any_more_deletes_nothing(group: TestBot) -> None:
    group.say(".mutemember 15550002", **GROUP, **by(ALICE))
    group.link.members = (ALICE, BOB)
    assert said(group, "hello") == []


@pytest.mark.parametrize("feature", ["group"])
def test_a_feature_that_is_off_deletes_nothing(group: TestBot, feature: str) -> None:
    group.say(".mutemember 15550002", **GROUP, **by(ALICE))
    group.switch(feature, False)
    assert said(group, "hello") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".mutemember", "Whom?"),
        (".mutemember 15550002 soon", "write it like 30m, 2h or 1d"),
        (".mutemember 15550002 91d", "from 1 minute to 90 days"),
        (".mutemember 15550002 15550003", "name one person"),
        (".unmutemember 15550002", "They are not silenced."),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(group: TestBot, text: str, words: str) -> None:
    assert words in group.say(text, **GROUP, **by(ALICE))
    assert said(group, "hello") == []


def test_the_bot_must_be_an_admin(bot: TestBot) -> None:
    told = bot.say(".mutemember 15550002", **GROUP, **by(ALICE))
    assert told == "Make me an admin of this group first."


@pytest.mark.parametrize(
    ("text", "amount"),
    [("30m", 1800), ("2 hours", 7200), ("1D12h", 129600), ("1w", 604800), ("5 min", 300)],
)
def test_durations_are_read_as_people_write_them(text: str, amount: int) -> None:
    assert seconds(text, 10**6) == amount


@pytest.mark.parametrize("text", ["", "2", "h", "2x", "0m", "-2h", "9" * 99 + "h", "2h 😀", "٢س"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        seconds(text, 10**6)


def test_durations_are_shown_in_words() -> None:
    assert shown(60) == "1 minute"
    assert shown(2 * 86400 + 3600) == "2 days 1 hour"
