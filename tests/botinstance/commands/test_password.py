"""Passwords, identifiers and digests, and what is folded away."""

from __future__ import annotations

import hashlib
import uuid

import pytest

from botinstance.commands.text.password import password
from botinstance.link.outgoing import harmless
from botinstance.link.protocol import Quoted
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import GROUP, TestBot


@pytest.mark.parametrize(("args", "length"), [("", 16), (" 8", 8), (" 64", 64)])
def test_a_password_is_as_long_as_asked_for(bot: TestBot, args: str, length: int) -> None:
    made = bot.say(f".password{args}")
    assert len(made) == length
    assert made != bot.say(f".genpass{args}")


def test_a_password_has_everything_in_it_and_nothing_that_looks_alike() -> None:
    for made in (password(8) for _ in range(300)):
        kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
        assert all(any(kind(c) for c in made) for kind in kinds), made
        # nor what WhatsApp takes for markup, a link or a mention
        assert not set(made) & set("0O1lI*_~`>-.@/: "), made


def test_a_password_is_sent_as_it_is() -> None:
    for made in (password(8) for _ in range(300)):
        assert harmless(made) == made, "an invisible character would be copied with it"


@pytest.mark.parametrize("args", ["7", "65", "0", "-8", "8.5", "٢٠", "²²", "long", "9" * 5000])
def test_a_length_that_cannot_be_gets_a_sentence(bot: TestBot, args: str) -> None:
    bot.config = config(prefix="!")
    answer = bot.say(f"!password {args}")
    assert answer == "Write a length from 8 to 64, as in !password 20, or nothing."


def test_a_password_is_for_no_group(bot: TestBot) -> None:
    assert "in a private chat only" in bot.say(".password", **GROUP)


def test_an_identifier_is_new_each_time(bot: TestBot) -> None:
    made = {bot.say(".uuid") for _ in range(20)}
    assert len(made) == 20
    assert {uuid.UUID(text).version for text in made} == {4}


@pytest.mark.parametrize("word", ["hash", "md5", "sha1", "sha256", "sha512"])
def test_all_digests_of_a_text(bot: TestBot, word: str) -> None:
    lines = dict(line.split(": ") for line in bot.say(f".{word} Grüße 👍").splitlines())
    assert list(lines) == ["md5", "sha1", "sha256", "sha512"]
    for kind, digest in lines.items():
        assert digest == hashlib.new(kind, "Grüße 👍".encode()).hexdigest()


def test_a_digest_of_what_is_replied_to(bot: TestBot) -> None:
    assert bot.say(".hash", quoted=Quoted("1@lid", "hi")) == bot.say(".hash hi")
    assert bot.say(".hash").startswith("Which text?")
    assert "(ref " not in bot.say(".hash \ud83d")


def test_what_is_hidden_comes_after_enough_of_nothing(bot: TestBot) -> None:
    shown, hidden = bot.say(".readmore What is it? | A cake | or two").split("\u200e" * 4001)
    assert (shown, hidden) == ("What is it?", "\nA cake | or two")


@pytest.mark.parametrize("args", ["a", "|", "a|", "|b", " | "])
def test_there_is_something_to_show_and_to_hide(bot: TestBot, args: str) -> None:
    answer = bot.say(f".readmore {args}")
    assert answer.startswith("Put a | between") or not args.strip()
    assert answer.endswith("Example: .readmore Guess what!|A cake")


def test_what_is_hidden_is_short(bot: TestBot) -> None:
    assert "at most 1000 characters" in bot.say(f".readmore {'a' * 999}|{'b' * 9}")
