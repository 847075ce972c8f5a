"""A text becomes a voice note, by programs that are told nothing but the text."""

from __future__ import annotations

import pytest

from botinstance import tools
from botinstance.commands.media import speech
from botinstance.context import UserError
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import TestBot


def test_it_works(bot: TestBot) -> None:
    (sent,) = bot.send(".tts Good morning")
    assert (sent.kind, sent.data[:4]) == ("voice note", b"OggS")
    assert b"OpusHead" in sent.data[:100]
    assert int(sent.text) >= 1


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is spoken, in which language, instead of speaking it."""
    said: list[tuple[str, str]] = []

    def voice_note(text: str, language: str) -> tuple[bytes, int]:
        said.append((language, text))
        return b"OggS", 1

    monkeypatch.setattr("botinstance.commands.media.tts.voice_note", voice_note)
    return said


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        ("Good morning", "en", "Good morning"),
        ("de Guten Morgen", "de", "Guten Morgen"),
        ("DE Guten Morgen", "de", "Guten Morgen"),
        ("ita Buon giorno", "it", "Buon giorno"),
        ("xx is no language", "en", "xx is no language"),
        ("hi everybody", "en", "hi everybody"),
        ("It is late", "en", "It is late"),
    ],
)
def test_a_language_may_come_first(
    bot: TestBot, spoken: list[tuple[str, str]], words: str, language: str, text: str
) -> None:
    bot.send(f".tts {words}")
    assert spoken == [(language, text)]


def test_a_message_may_be_replied_to(bot: TestBot, spoken: list[tuple[str, str]]) -> None:
    bot.send(".tts de", quoted=Quoted("1@lid", "Guten Morgen"))
    assert spoken == [("de", "Guten Morgen")]


def test_without_a_text_it_asks_for_one(bot: TestBot) -> None:
    assert bot.say(".tts").startswith("What shall I say?")


def test_a_long_text_is_refused(bot: TestBot) -> None:
    assert bot.say(".tts " + "a" * 501) == "That is too long for me: at most 500 characters."


def test_a_text_like_an_option_is_spoken(bot: TestBot) -> None:
    (sent,) = bot.send(".tts --version")
    assert sent.kind == "voice note"


def test_the_text_is_in_no_command_line(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[list[str]] = []
    run = tools.run

    def watched(argv: list[str], data: bytes, seconds: float) -> bytes:
        lines.append(argv)
        return run(argv, data, seconds)

    monkeypatch.setattr(tools, "run", watched)
    bot.send(".tts secret words")
    assert [argv[0] for argv in lines] == ["espeak-ng", "ffmpeg"]
    assert not any("secret" in part for argv in lines for part in argv)


def test_each_language_has_a_voice() -> None:
    for language in sorted(speech.LANGUAGES.values()):
        assert tools.run(["espeak-ng", "-v", language, "--stdin", "-q"], b"a", 20) == b""


def test_a_program_that_is_missing_gets_a_sentence() -> None:
    with pytest.raises(UserError, match="needs no-such-program"):
        tools.run(["no-such-program"], b"", 1)


def test_a_program_that_hangs_is_stopped() -> None:
    with pytest.raises(UserError, match="too long"):
        tools.run(["sleep", "30"], b"", 0.1)


def test_a_program_that_fails_is_a_fault() -> None:
    with pytest.raises(tools.ToolError, match="ffmpeg"):
        tools.run(["ffmpeg", "-v", "error", "-i", "pipe:0", "-f", "ogg", "pipe:1"], b"junk", 20)
