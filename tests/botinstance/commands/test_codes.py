"""A text in a code, and back; what is not in that code gets a sentence."""

from __future__ import annotations

import time

import pytest

from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import TestBot

CODES = ("base64", "binary", "hex", "rot13", "morse")
TEXTS = ("Hello", "grüße", "👨‍👩‍👧 🇩🇪", "שלום", "a\nb\tc", "*bold* 100 %", "enc dec")


@pytest.mark.parametrize("name", CODES[:-1])
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_encoded_is_decoded(bot: TestBot, name: str, text: str) -> None:
    code = bot.say(f".{name} enc {text}")
    assert code != text or not text.isascii()
    assert bot.say(f".{name} DEC {code}") == text
    assert bot.say(f".{name} dec", quoted=Quoted("1@lid", code)) == text


def test_morse_comes_back_in_capitals(bot: TestBot) -> None:
    code = bot.say(".morse Café, at 10 o’clock –\nYes: ok@x")
    assert bot.say(f".morse dec {code}") == "CAFE, AT 10 O'CLOCK - YES: OK@X"


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("base64 hello", "aGVsbG8="),
        ("base64 test", "dGVzdA=="),
        ("base64 dec aGVsbG8", "hello"),
        ("base64 dec aGVs\nbG8=", "hello"),
        ("base64 dec fn5-Pz8_", "~~~???"),
        ("hex 10 20", "31 30 20 32 30"),
        ("hex dec 0x68, 0x69", "hi"),
        ("hex dec 68:69", "hi"),
        ("hex dec 6869", "hi"),
        ("binary 01101000 01101001", "hi"),
        ("binary 0110100001101001", "hi"),
        ("binary 10", "00110001 00110000"),
        ("binary enc 01101000", " ".join(f"0011000{bit}" for bit in "01101000")),
        ("rot13 dec uryyb", "hello"),
        ("rot13 Grüße", "Teüßr"),
        ("morse sos", "```... --- ...```"),
        ("morse ... --- ...", "SOS"),
        ("morse ··· −−− ···", "SOS"),
        ("morse ••• ——— •••", "SOS"),
        ("morse … -— …", "SOS"),
        ("morse .... .. / -.-- --- ..-", "HI YOU"),
        ("morse .... ..\n-.-- --- ..-", "HI YOU"),
        ("morse -", "```-....-```"),
    ],
)
def test_it_works(bot: TestBot, call: str, answer: str) -> None:
    assert bot.say(f".{call}") == answer


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("base64 dec a", "not Base64"),
        ("base64 dec hello!", "not Base64"),
        ("base64 dec שלום", "not Base64"),
        ("base64 dec /w==", "not a text"),
        ("base64 dec ====", "no text in that"),
        ("hex dec 6", "not hex"),
        ("hex dec xy", "not hex"),
        ("hex dec ff", "not a text"),
        ("hex dec 20 0a", "no text in that"),
        ("hex dec ::", "no text in that"),
        ("binary dec 0101", "not binary"),
        ("binary dec 01234567", "not binary"),
        ("binary dec ٠٠٠٠٠٠٠٠", "not binary"),
        ("binary 11111111", "not a text"),
        ("morse dec SOS", "not Morse code: SOS means nothing"),
        ("morse .......", "means nothing"),
        ("morse dec / /", "no text in that"),
        ("morse enc 100 %", "no sign for %: leave that out"),
        ("morse enc \u0301\ufe0f", "no letter in that"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(bot: TestBot, call: str, why: str) -> None:
    assert why in bot.say(f".{call}")


def test_who_is_not_understood_is_told_how_to_encode(bot: TestBot) -> None:
    assert bot.say(".hex dec xy").endswith("To write a text in this code: .hex enc <text>")


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("mode", ["", " enc", " dec"])
def test_without_a_text_it_asks_for_one(bot: TestBot, name: str, mode: str) -> None:
    assert bot.say(f".{name}{mode}").startswith("Which text?")


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize(
    "text", ["\ud83d", "\0", "\u202e\u200d", "``` *_~", "9" * 4000, "..." * 1333]
)
def test_no_text_is_too_odd(bot: TestBot, name: str, text: str) -> None:
    start = time.monotonic()
    for mode in ("", "enc ", "dec "):
        answer = bot.say(f".{name} {mode}{text}")
        assert "(ref " not in answer
        assert len(answer) <= 4000
    assert time.monotonic() - start < 2


def test_a_long_text_is_refused(bot: TestBot) -> None:
    assert bot.say(f".hex {'a' * 4001}") == (
        "That is too long for me: write at most 4000 characters."
    )
    assert bot.say(f".hex {'a' * 4000}").startswith("The answer would be too long to send")
