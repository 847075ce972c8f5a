"""A text in other letters, upside down, backwards: and nothing that belongs together is torn."""

from __future__ import annotations

import unicodedata
from string import ascii_letters, ascii_lowercase

import pytest

from botinstance.commands.text.alphabets import STYLES, TURNED, Table, styled
from botinstance.commands.text.clusters import clusters
from botinstance.link.protocol import Quoted
from tests.botinstance.bots import config
from tests.botinstance.commands.conftest import TestBot

LETTERS = ("fancy", "fliptext", "tiny", "vapor", "revtext")
ODD = {
    "right to left": "שָׁלוֹם עליכם، مرحبا",
    "emoji": "👨‍👩‍👧 🇩🇪🇫🇷 👍🏽",
    "markup": "*a* _b_ ~c~ ```d``` > e",
    "marks alone": "\u0301\u200d\ufe0f",
    "control characters": "a\0b\r\nc\u202e",
    "half a character": "\ud83d",
    "many marks": "a" + "\u0301" * 1000,
}


def test_fancy_shows_every_style_to_choose_from(bot: TestBot) -> None:
    lines = bot.say(".fancy Hi\nyou").splitlines()
    assert lines[0] == "1. 𝐇𝐢 𝐲𝐨𝐮"
    assert len(lines) == len(STYLES) == 13
    for number, line in enumerate(lines, 1):
        assert line == f"{number}. " + bot.say(f".style {number} Hi you")


@pytest.mark.parametrize("style", STYLES[:-1], ids=range(1, len(STYLES)))
def test_a_style_spells_the_same_letters(style: Table) -> None:
    made = styled(ascii_letters + "012789", style)
    assert not set(made) & set(ascii_letters)
    assert unicodedata.normalize("NFKC", made).lower() == ascii_letters.lower() + "012789"


def test_small_capitals_are_those_letters() -> None:
    for letter, small in zip(ascii_lowercase, styled(ascii_lowercase, STYLES[-1]), strict=True):
        name = unicodedata.name(small)
        # Unicode has no small capital of these two
        assert name == f"LATIN LETTER SMALL CAPITAL {letter.upper()}" or letter in "qx"


def test_accents_stay_on_their_letters(bot: TestBot) -> None:
    assert bot.say(".fancy 1 é") == "𝐞\u0301"
    assert bot.say(".tiny Çok") == "ᶜ\u0327ᵒᵏ"


@pytest.mark.parametrize("number", ["0", "14", "2026", "7" * 5000])
def test_a_style_that_is_not_there_gets_a_sentence(bot: TestBot, number: str) -> None:
    assert bot.say(f".fancy {number} Hi").startswith("There are styles 1 to 13: write .fancy <")


def test_a_style_needs_a_text(bot: TestBot) -> None:
    assert bot.say(".fancy 3").startswith("Which text?")
    assert bot.say(".fancy 3", quoted=Quoted("1@lid", "Hi")) == "𝑯𝒊"


def test_digits_of_other_scripts_are_a_text(bot: TestBot) -> None:
    assert bot.say(".fancy ³ Hi").startswith("1. ³ 𝐇𝐢")


def test_upside_down(bot: TestBot) -> None:
    assert bot.say(".flip (Hi, you?)\n2 lines") == "sǝuᴉʅ ᄅ\n(¿noʎ 'ᴉH)"


def test_upside_down_twice_is_the_text_again(bot: TestBot) -> None:
    text = "THE QUICK fox: 1234567890 (a & b) jumps over_the [lazy] {dog}! <é ü> 👍🏽"
    assert bot.say(f".flip {bot.say(f'.flip {text}')}") == text


def test_what_is_turned_turns_back() -> None:
    for plain in map(chr, TURNED):
        assert styled(styled(plain, TURNED), TURNED) == unicodedata.normalize("NFC", plain)


def test_tiny_knows_no_capitals(bot: TestBot) -> None:
    assert bot.say(".tiny TINY tiny (+12)") == "ᵗⁱⁿʸ ᵗⁱⁿʸ ⁽⁺¹²⁾"


def test_vapor_is_wide_and_so_are_its_spaces(bot: TestBot) -> None:
    assert bot.say(".vapor Good day!") == "Ｇｏｏｄ　ｄａｙ！"


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301\u0323",  # two accents
        "👍🏽",  # a skin tone
        "👨‍👩‍👧",  # joined emoji
        "❤️",  # a heart in colour
        "1️⃣",  # a keycap
        "🇩🇪",  # a flag of two letters
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
        "\r\n",
        "שָׁ",  # Hebrew points
        "क्षि",  # a conjunct of Devanagari
        "\u1112\u1161\u11ab",  # Hangul in letters
        "น้ำ",  # Thai, with a tone and am
    ],
)
def test_what_belongs_together_is_not_torn(bot: TestBot, whole: str) -> None:
    assert clusters(f"a{whole}b{whole}{whole}c") == ["a", whole, "b", whole, whole, "c"]
    assert bot.say(f".revtext a{whole}b") == f"b{whole}a"


def test_clusters_lose_nothing() -> None:
    for text in ODD.values():
        assert "".join(clusters(text)) == text


@pytest.mark.parametrize("name", LETTERS)
def test_without_a_text_it_asks_for_one(bot: TestBot, name: str) -> None:
    bot.config = config(prefix="!")
    answer = bot.say(f"!{name}")
    assert answer.startswith("Which text? Write it behind the command, or reply to one.")
    assert f"Example: !{name} " in answer
    assert bot.say(f"!{name}", quoted=Quoted("1@lid")) == answer, "a picture has no text"


@pytest.mark.parametrize("name", LETTERS)
def test_a_message_may_be_replied_to(bot: TestBot, name: str) -> None:
    assert bot.say(f".{name}", quoted=Quoted("1@lid", "Hello")) == bot.say(f".{name} Hello")


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_no_text_is_too_odd(bot: TestBot, name: str, text: str) -> None:
    answer = bot.say(f".{name} {text}")
    assert "(ref " not in answer
    assert len(answer) <= 4000


@pytest.mark.parametrize("name", LETTERS)
def test_a_long_text_is_refused(bot: TestBot, name: str) -> None:
    most = 200 if name == "fancy" else 4000
    assert bot.say(f".{name} {'a' * most}")[-1] != "."
    assert f"write at most {most} characters" in bot.say(f".{name} {'a' * (most + 1)}")


@pytest.mark.parametrize(("name", "length"), [("fancy", 200), ("tiny", 3000)])
def test_an_answer_never_outgrows_a_message(bot: TestBot, name: str, length: int) -> None:
    # an accented letter becomes two characters
    assert bot.say(f".{name} {'é' * length}").startswith("The answer would be too long to send")
