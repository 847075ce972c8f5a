"""A reminder comes at its time, to whom it is for, and nobody else sees it before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from botinstance.link.happening import Due
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, TestBot, by

NOON = datetime(2026, 3, 28, 12, tzinfo=UTC).timestamp()  # the clocks of Europe go forward at 1
CHAT = str(GROUP["chat"])


def remind(bot: TestBot, words: str, **fields: Any) -> str:
    return bot.say(f".remind {words}", **{"at": NOON, **GROUP, **fields})


def waiting(bot: TestBot) -> list[Due]:
    return bot.state.jobs.waiting("remind")


def test_a_reminder_waits_on_disk_for_its_time(bot: TestBot) -> None:
    answer = remind(bot, "me in 10m to call Ömer")
    assert answer == "⏰ I will remind you on Saturday, 28 March 2026, 12:10 (UTC)."
    (job,) = waiting(bot)
    assert (job.at, job.data["text"]) == (NOON + 600, "call Ömer")


def test_the_time_is_that_of_the_chats_zone(bot: TestBot) -> None:
    bot.state.settings.set("timezone", "Europe/Madrid", CHAT)
    assert "29 March 2026, 09:00 (Europe/Madrid)" in remind(bot, "tomorrow 9:00 Breakfast")
    assert waiting(bot)[0].at == datetime(2026, 3, 29, 7, tzinfo=UTC).timestamp()


def test_when_it_is_due_the_person_is_mentioned_in_the_group(bot: TestBot) -> None:
    remind(bot, "in 10m Tea")
    (sent,) = bot.happen(waiting(bot)[0])
    assert (sent.chat, sent.text) == (CHAT, "⏰ @915550001, Tea")
    assert sent.mentions == (ALICE.id,)


def test_in_private_nobody_need_be_mentioned(bot: TestBot) -> None:
    bot.say(".remind in 10m Tea", at=NOON)
    (sent,) = bot.happen(waiting(bot)[0])
    assert (sent.chat, sent.text, sent.mentions) == (ALICE.id, "⏰ Tea", ())


def test_what_is_switched_off_meanwhile_is_not_said(bot: TestBot) -> None:
    remind(bot, "in 10m Tea")
    bot.switch("utility", False)
    assert bot.happen(waiting(bot)[0]) == []


def test_a_message_that_comes_again_reminds_once(bot: TestBot) -> None:
    first = remind(bot, "in 10m Tea", id="3EB0SAME")
    assert remind(bot, "in 10m Tea", id="3EB0SAME") == first
    assert len(waiting(bot)) == 1


def test_each_sees_and_drops_their_own_of_this_chat(bot: TestBot) -> None:
    remind(bot, "in 2h Later")
    remind(bot, "in 1h Sooner")
    remind(bot, "in 1h Bob's", **by(BOB))
    bot.say(".remind in 1h Private", at=NOON)
    listed = remind(bot, "list").splitlines()
    assert [line.rpartition(": ")[2] for line in listed] == ["Sooner", "Later"]
    assert remind(bot, "cancel 1") == "Dropped: Sooner"
    assert remind(bot, "").endswith("1. Saturday, 28 March 2026, 14:00 (UTC): Later")
    assert "Which one?" in remind(bot, "cancel 2")
    assert "Which one?" in remind(bot, "cancel")
    assert len(waiting(bot)) == 3


def test_twenty_are_enough_for_one_person(bot: TestBot) -> None:
    for n in range(20):
        remind(bot, f"in {n + 1}h Tea")
    assert "20 reminders already" in remind(bot, "in 1h Tea", chat="1203630002@g.us")
    assert "I will remind you" in remind(bot, "in 1h Tea", **by(BOB))


def test_the_text_may_be_the_message_replied_to(bot: TestBot) -> None:
    remind(bot, "in 1h", quoted=Quoted(BOB.id, "Buy milk"))
    assert waiting(bot)[0].data["text"] == "Buy milk"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Tea in 10m", "I do not see when"),
        ("in 10m", "Remind you of what?"),
        ("in 10m " + "🎂" * 1001, "Remind you of what?"),
        ("2020-01-01 9:00 Tea", "has passed"),
        ("x" * 60_000, "I do not see when"),
    ],
)
def test_what_is_no_reminder_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    answer = remind(bot, words)
    assert why in answer
    assert "Example: .remind in 10m Tea" in answer
    assert not waiting(bot)


def test_without_reminders_the_list_says_how_to_begin(bot: TestBot) -> None:
    assert remind(bot, "list").startswith("You have no reminders in this chat.")
