"""The language model answers people who may ask it, and its troubles become sentences."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest

from botinstance.commands.ai import memory
from botinstance.contract.commands import ai as table
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.conftest import (
    ALICE,
    BOB,
    GROUP,
    IMAGE,
    OWNER,
    TestBot,
    by,
    picture,
)
from tests.botinstance.real.drives.ai import KEY, PAINTER, VOICE
from tests.botinstance.real.services import Services

CHAT = "915550001@lid"
SILENT = "The language model had nothing to say. Please ask in other words."


@pytest.fixture
def bot(bot: TestBot, services: Services) -> TestBot:
    """One whose operator offers the services."""
    bot.switch("ai", True)
    bot.config = replace(bot.config, services=services.config)
    return bot


def told(services: Services) -> dict[str, Any]:
    """What the model was last told."""
    body: dict[str, Any] = services.asked[-1].json
    return body


def offer(bot: TestBot, **changes: str) -> None:
    bot.config = replace(bot.config, services={**bot.config.services, **changes})


def test_it_answers(bot: TestBot, services: Services) -> None:
    assert bot.say(".ai Why?") == "I heard: Why?"
    rules = told(services)["messages"][0]["content"]
    assert "You are Test bot" in rules
    assert "the language in which you are addressed" in rules


def test_it_answers_in_the_language_of_the_chat(bot: TestBot, services: Services) -> None:
    bot.state.settings.set("language", "es", CHAT)
    bot.say(".ai Why?")
    assert "code is es" in told(services)["messages"][0]["content"]


def test_it_is_asked_about_a_message(bot: TestBot) -> None:
    quoted = Quoted(BOB.id, "It rains.", id="3EB0Q")
    assert bot.say(".ask", quoted=quoted) == "I heard: It rains."
    answer = bot.say(".ai Is it true?", quoted=quoted, **by(BOB))
    assert answer == "I heard: Is it true?\n\nThis is about:\nIt rains."


def test_in_a_group_it_knows_who_asks(bot: TestBot) -> None:
    assert bot.say(".ai Why?", sender_name="Bob", **GROUP, **by(BOB)) == "I heard: Bob: Why?"


def test_it_remembers_the_chat_until_it_is_reset(bot: TestBot, services: Services) -> None:
    bot.say(".ai One", **by(OWNER))
    bot.say(".ai Two", **by(OWNER))
    words = [message["content"] for message in told(services)["messages"][1:]]
    assert words == ["One", "I heard: One", "Two"]
    assert bot.say(".aireset") == "I have forgotten what we talked about."
    bot.say(".ai Three", **by(OWNER))
    assert [m["content"] for m in told(services)["messages"][1:]] == ["Three"]


def test_another_chat_hears_nothing_of_it(bot: TestBot, services: Services) -> None:
    bot.say(".ai My secret", **by(OWNER))
    bot.say(".ai Hello", **GROUP, **by(OWNER))
    assert "secret" not in str(told(services)["messages"])


def test_it_remembers_no_more_than_it_should(bot: TestBot) -> None:
    for number in range(30):
        memory.remember(bot.state.records, CHAT, f"question {number}", "short")
    assert len(memory.past(bot.state.records, CHAT)) == 2 * memory.EXCHANGES
    for _ in range(5):
        memory.remember(bot.state.records, CHAT, "q" * 5000, "a" * 5000)
    kept = memory.past(bot.state.records, CHAT)
    assert kept[-1]["role"] == "assistant"
    assert sum(len(message["content"]) for message in kept) <= memory.LENGTH


def test_a_person_has_so_many_answers_in_a_day(bot: TestBot) -> None:
    bot.state.settings.set("ai_quota", 1)
    assert bot.say(".ai One").startswith("I heard")
    assert "1 times today" in bot.say(".rewrite polite come here")
    assert bot.say(".ai One", **by(BOB)).startswith("I heard")


def test_the_owner_is_limited_by_the_bots_total_only(bot: TestBot) -> None:
    bot.state.settings.set("ai_quota", 1)
    bot.state.settings.set("ai_total", 2)
    assert [bot.say(".ai One", **by(OWNER))[:7] for _ in range(2)] == ["I heard"] * 2
    assert "as often as it may be today" in bot.say(".ai One", **by(OWNER))
    assert "as often as it may be today" in bot.say(".ai One")
    assert bot.state.allowance.used("ai", ALICE.phone) == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "refuses my key"),
        (403, "refuses my key. My owner can set another: .setvar ai_key=…"),
        (404, "does not know the model 'talker-1'"),
        (429, "had enough requests"),
        (400, "too long or against its rules"),
        (500, "does not answer now"),
        (503, "does not answer now"),
    ],
)
def test_what_the_service_refuses_is_said_in_words(bot: TestBot, status: int, words: str) -> None:
    answer = bot.say(f".ai fail {status}")
    assert words in answer
    assert "127.0.0.1" not in answer


def test_a_service_that_is_not_there_is_said_in_words(bot: TestBot) -> None:
    offer(bot, ai_url="http://127.0.0.1:1/v1")
    assert bot.say(".ai Hello") == "The service does not answer now. Please try again later."


@pytest.mark.parametrize("command", ["ai x", "imagine x", "rewrite x", "vision x", "chatbot on"])
def test_without_a_service_it_says_how_to_name_one(bot: TestBot, command: str) -> None:
    offer(bot, ai_url="")
    assert ".setvar ai_url=https://" in bot.say(f".{command}", media=IMAGE)
    assert bot.state.allowance.used("ai", ALICE.phone) == 0


def test_without_a_model_it_says_how_to_name_one(bot: TestBot) -> None:
    offer(bot, ai_model="", ai_image_model="")
    assert ".setvar ai_model=…" in bot.say(".ai Hello")
    assert ".setvar ai_image_model=…" in bot.say(".imagine a boat")


def test_the_owners_own_service_must_be_a_public_one(bot: TestBot, services: Services) -> None:
    bot.state.settings.set("ai_url", f"{services.root}/mine/v1")
    bot.state.settings.set("ai_model", "mine")
    before = len(services.asked)
    assert "leads into a private network" in bot.say(".ai Hello")
    assert len(services.asked) == before


def test_the_owner_may_name_the_operators_service(bot: TestBot, services: Services) -> None:
    bot.state.settings.set("ai_url", services.config["ai_url"] + "/")
    assert bot.say(".ai Hello") == "I heard: Hello"


def test_the_operators_key_does_not_go_to_the_owners_service(
    bot: TestBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UBOT_WEB_ALLOW", services.config["download_hosts"])
    bot.state.settings.set("ai_url", f"{services.root}/mine/v1")
    bot.state.settings.set("ai_model", "mine")
    bot.say(".ai Hello")
    assert services.asked[-1].path == "/v1/chat/completions"
    assert "Authorization" not in services.asked[-1].headers
    assert KEY not in str(services.asked[-1])


def test_the_owners_own_key_and_model_come_first(bot: TestBot) -> None:
    bot.state.settings.set("ai_model", "another")
    assert "the model 'another'" in bot.say(".ai Hello")
    bot.state.settings.set("ai_key", "wrong")
    assert "refuses my key" in bot.say(".ai Hello", **by(BOB))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<think>hm\nhm</think>\nYes", "Yes"),
        ("It is **very** big", "It is *very* big"),
        ("x" * 5000, "x" * 3999 + "…"),
        ("", SILENT),
        (None, SILENT),
        ("<think>hm", SILENT),
    ],
)
def test_an_answer_is_made_fit_for_whatsapp(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch, said: Any, shown: str
) -> None:
    answer = {"choices": [{"message": {"content": said}}]}
    monkeypatch.setattr("botinstance.web.post_json", lambda *_, **__: answer)
    assert bot.say(".ai Hello") == shown


@pytest.mark.parametrize("answer", [[], {}, {"choices": []}, {"choices": [None]}, None, 5])
def test_an_answer_of_another_shape_is_said_in_words(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setattr("botinstance.web.post_json", lambda *_, **__: answer)
    for command in (".ai Hello", ".imagine a boat"):
        assert "I do not understand what the service answered" in bot.say(command)


@pytest.mark.parametrize("words", ["", "x" * 4001, "🧂" * 4001])
def test_bad_words_are_refused(bot: TestBot, words: str) -> None:
    for command in ("ai", "rewrite", "imagine"):
        answer = bot.say(f".{command} {words}", **by(OWNER))
        assert "Example: ." in answer or "too long" in answer


def test_it_draws(bot: TestBot) -> None:
    (sent,) = bot.send(".imagine a red boat")
    assert (sent.kind, sent.text, sent.data[:4]) == ("picture", "a red boat", b"\x89PNG")
    assert sent.file
    assert sent.file.mimetype == "image/png"


def test_a_drawing_may_lie_somewhere_else(bot: TestBot, services: Services) -> None:
    (sent,) = bot.send(".imagine a boat elsewhere")
    assert (sent.kind, sent.data[:4]) == ("picture", b"\x89PNG")
    assert services.asked[-1].path == "/1.png"


def test_but_not_in_a_private_network(
    bot: TestBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = services.root.replace("127.0.0.1", "localhost")
    answer = {"data": [{"url": f"{elsewhere}/painted/1.png"}]}
    monkeypatch.setattr("botinstance.web.post_json", lambda *_, **__: answer)
    assert "where the service put it" in bot.say(".imagine a boat")


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_whatever_the_model_draws_arrives(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    answer = {"data": [{"b64_json": base64.b64encode(picture(kind=kind)).decode()}]}
    monkeypatch.setattr("botinstance.web.post_json", lambda *_, **__: answer)
    (sent,) = bot.send(".imagine a boat")
    assert sent.file
    assert sent.file.mimetype == f"image/{kind}"


def test_what_must_not_be_drawn_is_said_in_words(bot: TestBot) -> None:
    assert "against its rules" in bot.say(".imagine something forbidden")


def test_what_is_no_picture_is_not_sent(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for coded in ("aGVsbG8=", "no base64!"):
        answer = {"data": [{"b64_json": coded}]}
        monkeypatch.setattr("botinstance.web.post_json", lambda *_, a=answer, **__: a)
        assert "try again later" in bot.say(".imagine a boat", **by(OWNER))


def test_it_is_drawn_by_the_model_for_pictures(bot: TestBot, services: Services) -> None:
    bot.send(".imagine a boat")
    assert told(services)["model"] == PAINTER


def test_it_describes_a_picture(bot: TestBot) -> None:
    answer = bot.say(".vision", media=IMAGE)
    assert answer.startswith("I heard: data:image/jpeg;base64 ffd8 Describe this picture")
    quoted = Quoted(BOB.id, media=IMAGE, id="3EB0Q")
    assert "What is it?" in bot.say(".describe What is it?", quoted=quoted, **by(BOB))


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, "Send a picture with the caption .vision"),
        (Media("audio"), "not a picture"),
        (Media("image", 17 << 20), "too large"),
    ],
)
def test_what_it_cannot_look_at_is_refused(bot: TestBot, media: Media | None, words: str) -> None:
    assert words in bot.say(".vision", media=media)


def test_a_broken_picture_is_refused(bot: TestBot) -> None:
    bot.link.media = b"no picture"
    assert "cannot read that picture" in bot.say(".vision", media=IMAGE)
    assert bot.state.allowance.used("ai", ALICE.phone) == 0


NOTE = Media("audio", 1000, "audio/ogg; codecs=opus", voice=True, seconds=5)


def test_it_writes_down_a_voice_note(bot: TestBot) -> None:
    bot.link.media = VOICE
    assert bot.say(".stt", quoted=Quoted(BOB.id, media=NOTE, id="3EB0Q")) == "Good morning"


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, "Reply to a voice note with .stt"),
        (IMAGE, "Reply to a voice note with .stt"),
        (replace(NOTE, seconds=901), "at most 15 minutes"),
        (replace(NOTE, size=17 << 20), "at most 15 minutes and 16 MB"),
    ],
)
def test_what_it_cannot_hear_is_refused(bot: TestBot, media: Media | None, words: str) -> None:
    assert words in bot.say(".stt", quoted=Quoted(BOB.id, media=media, id="3EB0Q"))


def test_it_rewrites(bot: TestBot, services: Services) -> None:
    assert bot.say(".fix i has a cat") == "I heard: i has a cat"
    assert "spelling and grammar" in told(services)["messages"][0]["content"]
    quoted = Quoted(BOB.id, "come here", id="3EB0Q")
    assert bot.say(".rewrite polite:", quoted=quoted, **by(BOB)) == "I heard: come here"
    assert "polite style" in told(services)["messages"][0]["content"]
    assert "Example: .rewrite formal" in bot.say(".rewrite formal", **by(OWNER))


def test_what_is_rewritten_is_not_remembered(bot: TestBot) -> None:
    bot.say(".rewrite my secret")
    assert memory.past(bot.state.records, CHAT) == []


def test_all_of_it_is_the_dashboards_to_switch_off(bot: TestBot) -> None:
    bot.switch("ai", False)
    for number, command in enumerate(table.COMMANDS):  # the same person is told only once
        answer = bot.say(f".{command.example}", chat=f"1555{number}@lid")
        assert "AI is switched off for this bot" in answer
