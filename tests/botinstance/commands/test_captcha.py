"""Who joins answers a sum, or goes."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from botinstance.commands.protection.captcha import KIND, LATE, TIME
from botinstance.link.happening import Due, GroupTurn, Turn
from botinstance.link.recording import OWN, Sent
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, OWNER, TestBot, by

CHAT = str(GROUP["chat"])
DAVE, ERIN = "915550005@lid", "915550006@lid"


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    assert bot.say(".captcha on", **GROUP, **by(ALICE)).startswith("On: ")
    return bot


def join(bot: TestBot, *people: str, by: str = "") -> list[Sent]:
    return bot.happen(GroupTurn(CHAT, "1", Turn.JOINED, people, by))


def answer(sum: Sent) -> str:
    found = re.search(r"how much is (\d) \+ (\d)\?", sum.text)
    assert found
    return str(int(found[1]) + int(found[2]))


def write(bot: TestBot, text: str, who: str = DAVE) -> list[str]:
    """What the bot does about it."""
    sent = bot.hear(text, **GROUP, sender=who, sender_phone="")
    return [it.kind if it.kind != "reaction" else it.text for it in sent]


def time_is_up(bot: TestBot, **fields: Any) -> list[str]:
    (job,) = bot.state.jobs.waiting(KIND)
    bot.state.jobs.cancel(job.id)
    due = {"chat": job.chat, "id": job.id, "kind": KIND, "data": job.data, "at": job.at}
    return [sent.text for sent in bot.happen(Due(**{**due, **fields}))]


def test_who_joins_is_asked_and_stays_with_the_answer(group: TestBot) -> None:
    (sum,) = join(group, DAVE)
    assert sum.text.startswith("Welcome, @915550005!")
    assert sum.mentions == (DAVE,)
    assert write(group, "hello everybody") == ["deleted message"]
    assert write(group, ".ping") == ["deleted message"]
    assert write(group, f" {answer(sum)} ") == ["✅"]
    assert write(group, "hello everybody") == []
    assert time_is_up(group) == []
    assert group.link.groups.done == []


def test_who_does_not_answer_is_removed(group: TestBot) -> None:
    before = time.time()
    (sum,) = join(group, DAVE, ERIN)
    assert write(group, answer(sum), ERIN) == ["✅"]
    (job,) = group.state.jobs.waiting(KIND)
    assert before + TIME <= job.at <= time.time() + TIME
    assert time_is_up(group) == ["@915550005 did not answer and had to go."]
    assert group.link.groups.done == [("remove", DAVE)]


def test_after_a_pause_of_its_own_the_bot_removes_nobody(group: TestBot) -> None:
    join(group, DAVE)
    data = {"people": [DAVE]}
    group.state.records.put(KIND, CHAT, DAVE, ["5", 1000.0])
    assert time_is_up(group, at=time.time() - LATE - 1, data=data) == []
    assert write(group, "hello") == []


def test_who_joins_anew_has_as_much_time_again(group: TestBot) -> None:
    join(group, DAVE)
    assert time_is_up(group, at=time.time() - 5) == []
    assert write(group, "hello") == ["deleted message"]


def test_switched_off_nobody_has_to_go(group: TestBot) -> None:
    join(group, DAVE)
    assert group.say(".verify off", **GROUP, **by(ALICE)).startswith("Off: ")
    assert time_is_up(group) == []
    assert write(group, "hello") == []


def test_whom_an_admin_adds_and_the_bot_are_not_asked(group: TestBot) -> None:
    assert join(group, DAVE, by=ALICE.id) == []
    assert join(group, OWN.lid) == []
    assert len(join(group, DAVE, by=BOB.id)) == 1


def test_without_rights_it_says_so_and_asks_nobody(group: TestBot) -> None:
    group.link.members = (ALICE, BOB, OWNER)
    (said,) = join(group, DAVE)
    assert "make me an admin" in said.text
    assert group.state.jobs.waiting(KIND) == []


def test_what_it_does_not_understand_it_says(group: TestBot) -> None:
    assert "'maybe'" in group.say(".captcha maybe", **GROUP, **by(ALICE))
