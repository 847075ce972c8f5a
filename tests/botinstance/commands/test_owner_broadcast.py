"""What the owner tells the groups reaches those that want it, slowly, and each once."""

from __future__ import annotations

import time
from typing import Any

import pytest

from botinstance.commands.owner import broadcast
from botinstance.link.happening import Due
from botinstance.link.protocol import LinkDown, LinkError, Quoted
from botinstance.link.recording import Sent
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by
from tests.botinstance.conftest import MessageMaker

CHATS = [f"120363000{n}@g.us" for n in range(1, 4)]


@pytest.fixture
def groups(bot: TestBot) -> TestBot:
    """In three groups of which two want broadcasts; a fourth that wanted them was left."""
    bot.link.account.joined = [(chat, "Tea") for chat in CHATS]
    for chat in (*CHATS[:2], "1203639999@g.us"):
        bot.state.settings.set("broadcasts", True, chat)
    return bot


def owner(bot: TestBot, text: str, **fields: Any) -> str:
    return bot.say(text, **{**by(OWNER), **fields})


def waiting(bot: TestBot) -> list[Due]:
    return bot.state.jobs.waiting("broadcast")


def next_job(bot: TestBot) -> list[Sent]:
    (job,) = waiting(bot)
    bot.state.jobs.cancel(job.id)
    return bot.happen(job)


def test_a_groups_admin_chooses_whether_they_come(bot: TestBot) -> None:
    chat = str(GROUP["chat"])
    assert bot.say(".broadcasts", **GROUP, **by(ALICE)).startswith(
        "Broadcasts of my owner do not come to this group."
    )
    bot.send(".broadcasts on", **GROUP, **by(BOB))
    assert not bot.state.settings.on("broadcasts", chat)
    bot.send(".broadcasts on", **GROUP, **by(ALICE))
    assert bot.state.settings.on("broadcasts", chat)
    bot.send(".broadcasts OFF", **GROUP, **by(ALICE))
    assert not bot.state.settings.on("broadcasts", chat)
    assert bot.say(".broadcasts maybe", **GROUP, **by(ALICE)) == (
        "Write .broadcasts on or .broadcasts off."
    )


def test_nothing_leaves_before_a_yes(groups: TestBot) -> None:
    answer = owner(groups, ".broadcast We meet on Friday")
    assert (
        answer == "This goes to 2 groups, one each half a minute. Write .broadcast yes to begin."
    )
    assert waiting(groups) == []


def test_the_groups_that_want_it_get_it_one_by_one(groups: TestBot) -> None:
    owner(groups, ".broadcast We meet on Friday")
    assert owner(groups, ".broadcast yes").startswith("It begins, for 2 groups.")
    before = time.time()
    (sent,) = next_job(groups)
    assert (sent.chat, sent.text) == (CHATS[0], "We meet on Friday")
    (job,) = waiting(groups)
    assert before + broadcast.LEAST <= job.at <= time.time() + broadcast.MOST
    second, told = next_job(groups)
    assert (second.chat, second.text) == (CHATS[1], "We meet on Friday")
    assert (told.chat, told.text) == (ALICE.id, "The broadcast is over: 2 groups got it.")
    assert waiting(groups) == []
    assert owner(groups, ".broadcast yes").startswith("There is nothing to send")


def test_what_is_replied_to_is_sent_on(groups: TestBot, message: MessageMaker) -> None:
    quoted = Quoted(BOB.id, "the plan", id="3EB0PLAN")
    groups.link.kept[b"raw"] = message(".bc", quoted=quoted)
    owner(groups, ".bc", quoted=quoted)
    owner(groups, ".bc yes")
    (sent,) = next_job(groups)
    assert (sent.chat, sent.kind, sent.quotes) == (CHATS[0], "forwarded message", "3EB0PLAN")


def test_who_has_changed_their_mind_gets_nothing(groups: TestBot) -> None:
    owner(groups, ".broadcast We meet")
    owner(groups, ".broadcast yes")
    groups.state.settings.set("broadcasts", False, CHATS[0])
    assert next_job(groups) == []
    sent, told = next_job(groups)
    assert sent.chat == CHATS[1]
    assert told.text == "The broadcast is over: 1 group got it."


def test_it_can_be_stopped(groups: TestBot) -> None:
    owner(groups, ".broadcast We meet")
    owner(groups, ".broadcast yes")
    next_job(groups)
    assert owner(groups, ".broadcast yes").startswith("One is under way already")
    assert owner(groups, ".broadcast stop") == "The broadcast is stopped."
    assert waiting(groups) == []
    assert owner(groups, ".broadcast stop") == "There is no broadcast to stop."


def test_a_refusal_of_one_group_keeps_it_from_no_other(
    groups: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner(groups, ".broadcast We meet")
    owner(groups, ".broadcast yes")

    def refuse(*_: object) -> None:
        raise LinkError("not allowed")

    with monkeypatch.context() as patch:
        patch.setattr(groups.link, "send", refuse)
        next_job(groups)
    assert len(waiting(groups)) == 1


def test_while_the_link_is_down_nothing_is_lost(groups: TestBot) -> None:
    owner(groups, ".broadcast We meet")
    owner(groups, ".broadcast yes")
    (job,) = waiting(groups)
    groups.link.down = True
    with pytest.raises(LinkDown):
        groups.happen(job)
    assert waiting(groups) == [job], "the inbox brings it again"


def test_a_day_has_so_many_groups(bot: TestBot) -> None:
    chats = [f"12036300{n:02}@g.us" for n in range(60)]
    bot.link.account.joined = [(chat, "Tea") for chat in chats]
    for chat in chats:
        bot.state.settings.set("broadcasts", True, chat)
    owner(bot, ".broadcast We meet")
    answer = owner(bot, ".broadcast yes")
    assert answer.startswith(
        "It begins, for 50 groups. 10 groups must wait: 50 a day is the most."
    )
    (job,) = waiting(bot)
    assert len(job.data["left"]) == broadcast.A_DAY
    owner(bot, ".broadcast stop")
    owner(bot, ".broadcast We meet again")
    assert owner(bot, ".broadcast yes").startswith("I may write to 50 groups a day")


def test_an_old_draft_is_not_sent(groups: TestBot) -> None:
    owner(groups, ".broadcast We meet")
    records = groups.state.records
    draft = records.get("broadcast", "", "draft")
    records.put("broadcast", "", "draft", {**draft, "at": draft["at"] - broadcast.KEPT - 1})
    assert owner(groups, ".broadcast yes").startswith("There is nothing to send")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (".broadcast", "What shall I tell the groups?"),
        (".broadcast " + "x" * 2001, "That is too long for a broadcast"),
        (".broadcast yes", "There is nothing to send"),
    ],
)
def test_what_is_missing_is_said(groups: TestBot, text: str, answer: str) -> None:
    assert owner(groups, text).startswith(answer)


def test_without_groups_that_want_it_nothing_goes_on(bot: TestBot) -> None:
    assert owner(bot, ".broadcast We meet").startswith("No group wants broadcasts yet.")
