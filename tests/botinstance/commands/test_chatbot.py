"""The chatbot answers who speaks to it, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from botinstance.commands.ai import chatbot
from botinstance.link.protocol import Quoted
from botinstance.link.recording import OWN, Sent
from botinstance.once import Once
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, OWNER, TestBot, by
from tests.botinstance.real.services import Services
from tests.until import until

CHAT = str(GROUP["chat"])
CALLED = {"mentions": (OWN.lid,), **GROUP}


@pytest.fixture
def bot(bot: TestBot, services: Services, monkeypatch: pytest.MonkeyPatch) -> TestBot:
    """One whose chatbot is on in the group and in Alice's chat."""
    monkeypatch.setattr(chatbot, "_turns", chatbot.Turns(lambda: 0.0))
    monkeypatch.setattr(chatbot, "_sorry", Once(chatbot.AGAIN))
    bot.switch("ai", True)
    bot.config = replace(bot.config, services=services.config)
    for chat in (CHAT, ALICE.id):
        bot.state.settings.set("chatbot", True, chat)
    return bot


def heard(bot: TestBot, text: str, **fields: object) -> str:
    """What it answers, some time later."""
    before = len(bot.link.sent)
    bot.hear(text, **fields)
    until(lambda: len(bot.link.sent) > before, f"an answer to {text}")
    (sent,) = bot.link.sent[before:]
    return sent.text


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What would be answered, instead of answering it."""
    deeds: list[object] = []
    monkeypatch.setattr("botinstance.commands.ai.aside.later", deeds.append)
    return deeds


def test_in_private_it_answers_everything(bot: TestBot) -> None:
    assert heard(bot, "Hello") == "I heard: Hello"


def test_in_a_group_it_answers_when_it_is_mentioned(bot: TestBot) -> None:
    user = OWN.lid.partition("@")[0]
    assert heard(bot, f"@{user} hello", sender_name="Bob", **CALLED) == "I heard: Bob: hello"


def test_in_a_group_it_answers_when_it_is_replied_to(bot: TestBot) -> None:
    bot.link.written.add("3EB0OURS")
    quoted = Quoted(OWN.lid, "I am here", id="3EB0OURS")
    assert heard(bot, "really?", quoted=quoted, sender_name="", **GROUP) == "I heard: really?"


@pytest.mark.parametrize(
    "fields",
    [
        GROUP,  # not mentioned
        {**GROUP, "mentions": (BOB.id,)},
        {**GROUP, "quoted": Quoted(OWN.lid, "the owner wrote this", id="3EB0THEIRS")},
        {**CALLED, "from_me": True},
        {"from_me": True},  # the owner writes to Alice
        {**by(BOB), "chat": BOB.id},  # a chat where it is off
    ],
)
def test_it_does_not_answer_what_is_not_for_it(
    bot: TestBot, asked: list[object], fields: dict[str, object]
) -> None:
    bot.hear("Hello", **fields)
    assert (asked, bot.link.sent) == ([], [])


def test_it_does_not_answer_commands(bot: TestBot, asked: list[object]) -> None:
    (sent,) = bot.hear(".calc 1+1")
    assert (str(sent), asked) == ("2", [])


def test_it_does_not_answer_who_is_banned_or_not_served(bot: TestBot, asked: list[object]) -> None:
    bot.state.settings.set("banned", [ALICE.phone])
    bot.hear("Hello")
    bot.state.settings.set("banned", [])
    bot.state.settings.set("mode", "groups")
    bot.hear("Hello")
    bot.state.settings.set("mode", "public")
    bot.switch("ai", False)
    bot.hear("Hello")
    assert asked == []


def test_it_stops_talking_with_another_bot(bot: TestBot, asked: list[object]) -> None:
    for _ in range(20):
        bot.hear("Hello")
    assert len(asked) == chatbot.Turns.MOST


def test_after_a_minute_it_goes_on() -> None:
    now = 0.0
    turns = chatbot.Turns(lambda: now)
    assert [turns.take("chat", "alice") for _ in range(9)] == [True] * 8 + [False]
    assert turns.take("chat", "bob")
    now = 61.0
    assert turns.take("chat", "alice")


def test_it_says_only_once_why_it_does_not_answer(bot: TestBot) -> None:
    bot.state.settings.set("ai_total", 1)
    assert heard(bot, "One").startswith("I heard")
    assert "as often as it may be today" in heard(bot, "Two")
    before = len(bot.link.shown)
    bot.hear("Three")
    until(lambda: ("paused", ALICE.id) in bot.link.shown[before:], "the end of the answer")
    assert len(bot.link.sent) == 2


def test_it_remembers_what_was_said(bot: TestBot, services: Services) -> None:
    heard(bot, "One")
    heard(bot, "Two")
    messages = services.asked[-1].json["messages"]
    assert [m["content"] for m in messages[1:]] == ["One", "I heard: One", "Two"]


def test_it_plays_whom_it_shall(bot: TestBot, services: Services) -> None:
    shown = bot.say(".chatbot on a pirate who loves tea", **GROUP, **by(ALICE))
    assert "as a pirate who loves tea" in shown
    heard(bot, "Hello", **CALLED)
    assert "a pirate who loves tea" in services.asked[-1].json["messages"][0]["content"]


def test_it_is_switched_by_admins_and_in_private_by_anybody(bot: TestBot) -> None:
    assert "Only admins" in bot.say(".chatbot off", **GROUP, **by(BOB))
    assert "The chatbot is off" in bot.say(".chatbot off", **GROUP, **by(ALICE))
    assert "The chatbot is off" in bot.say(".chatbot", **GROUP, **by(BOB))
    answer = bot.say(".chatbot on", chat=BOB.id, **by(BOB))
    assert "I answer to everything" in answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [("maybe", "Write .chatbot on or .chatbot off"), ("on " + "x" * 501, "too long")],
)
def test_bad_words_are_refused(bot: TestBot, words: str, answer: str) -> None:
    assert answer in bot.say(f".chatbot {words}", **by(OWNER))


def test_a_fault_of_whatsapp_hurts_nobody(bot: TestBot) -> None:
    bot.link.refuse = True
    bot.hear("One")
    until(lambda: ("typing", ALICE.id) in bot.link.shown, "it to begin")
    bot.link.refuse = False

    def answered() -> list[Sent]:
        return [sent for sent in bot.link.sent if sent.text == "I heard: Two"]

    bot.hear("Two")
    until(answered, "an answer")
