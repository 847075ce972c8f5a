"""A text is translated by a translator, or by the language model where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from botinstance.commands.ai import languages
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, OWNER, TestBot, by
from tests.botinstance.real.services import Services


@pytest.fixture
def bot(bot: TestBot, services: Services) -> TestBot:
    bot.switch("ai", True)
    bot.config = replace(bot.config, services=services.config)
    return bot


def without(bot: TestBot, *names: str) -> None:
    left = {name: url for name, url in bot.config.services.items() if name not in names}
    bot.config = replace(bot.config, services=left)


def test_a_translator_translates(bot: TestBot) -> None:
    assert bot.say(".tr es Good morning") == "[es] Good morning"
    assert bot.state.allowance.used("ai", ALICE.phone) == 0


def test_what_is_replied_to_is_translated(bot: TestBot) -> None:
    quoted = Quoted(BOB.id, "Good morning", id="3EB0Q")
    assert bot.say(".tr German", quoted=quoted) == "[de] Good morning"


@pytest.mark.parametrize("word", ["es", "ES", "spanish", "Spanish"])
def test_a_language_is_named_by_code_or_in_english(word: str) -> None:
    assert languages.code(word) == "es"


def test_else_the_language_model_translates(bot: TestBot, services: Services) -> None:
    without(bot, "translate_url")
    assert bot.say(".tr es Good morning") == "I heard: Good morning"
    assert "into Spanish" in services.asked[-1].json["messages"][0]["content"]
    assert bot.state.allowance.used("ai", ALICE.phone) == 1


def test_without_both_it_says_how_to_name_one(bot: TestBot) -> None:
    without(bot, "translate_url", "ai_url")
    assert ".setvar translate_url=https://" in bot.say(".tr es Good morning")


def test_a_key_that_is_refused_is_said_in_words(bot: TestBot) -> None:
    bot.state.settings.set("translate_key", "wrong")
    assert ".setvar translate_key=…" in bot.say(".tr es Good morning")


def test_the_owners_own_translator_must_be_a_public_one(bot: TestBot) -> None:
    bot.state.settings.set("translate_url", "http://10.0.0.1")
    assert "leads into a private network" in bot.say(".tr es Good morning")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "Into which language?"),
        ("es", "What shall I translate?"),
        ("klingon hello", "I do not know the language 'klingon'"),
        ("🤷 hello", "I do not know the language '🤷'"),
        ("es " + "x" * 4001, "too long"),
    ],
)
def test_bad_words_are_refused(bot: TestBot, words: str, answer: str) -> None:
    assert answer in bot.say(f".translate {words}", **by(OWNER))
