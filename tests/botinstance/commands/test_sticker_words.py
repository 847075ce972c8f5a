"""Words become stickers, in any script and however long."""

from __future__ import annotations

import pytest

from botinstance.commands.media.lettering import lettered
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import BOB, IMAGE, OWNER, TestBot, by
from tests.botinstance.commands.drawings import opened

TEXTS = (
    "Hi",
    "مرحبا بالعالم 😀 hello",
    "שלום",
    "नमस्ते क्षत्रिय",
    "👩‍👩‍👧 🇪🇸 1️⃣",
    "你好",
    "a" * 200,
    "\u202eabc\u200f \x07\x00",
    "Z̷̢̛a̵l̶g̸o" * 10,
    "line\n\nline",
)


def _inked(data: bytes) -> int:
    """How many pixels something is drawn on."""
    alpha = opened(data).convert("RGBA").getchannel("A")
    return sum(alpha.histogram()[1:])


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("word", ["attp", "ttp", "brat"])
def test_any_text_is_drawn(bot: TestBot, word: str, text: str) -> None:
    (sent,) = bot.send(f".{word} {text}")
    assert (sent.kind, opened(sent.data).size) == ("sticker", (512, 512))
    assert _inked(sent.data) > 500


def test_one_moves_and_the_other_does_not(bot: TestBot) -> None:
    assert getattr(opened(bot.send(".attp Hi")[0].data), "n_frames", 1) == 10
    assert getattr(opened(bot.send(".ttp Hi")[0].data), "n_frames", 1) == 1


@pytest.mark.parametrize("text", ["Hi", "a" * 200, "word " * 40, "مرحبا " * 20])
def test_no_letter_reaches_the_edge(text: str) -> None:
    letters = lettered(text, 512, 512, most=180)
    left, top, right, bottom = letters.ink.getbbox() or (0, 0, 0, 0)
    assert right > left >= 0
    assert (top > 0, bottom < 512, right <= 512) == (True, True, True)


def test_emoji_are_in_colour() -> None:
    emoji = lettered("🎉", 200, 200, most=100).emoji
    assert emoji.getbbox() is not None
    assert len(emoji.convert("RGB").getcolors(99_999) or []) > 50


def test_words_may_be_replied_to(bot: TestBot) -> None:
    (sent,) = bot.send(".ttp", quoted=Quoted(BOB.id, "hello"))
    assert sent.kind == "sticker"


@pytest.mark.parametrize("word", ["attp", "ttp", "brat", "qc"])
def test_without_words_it_asks_for_some(bot: TestBot, word: str) -> None:
    assert "words" in bot.say(f".{word}")


@pytest.mark.parametrize(
    ("text", "most"), [(".attp " + "a" * 201, 200), (".qc " + "a" * 601, 600)]
)
def test_a_long_text_is_refused(bot: TestBot, text: str, most: int) -> None:
    assert bot.say(text) == f"That is too long for a sticker: at most {most} characters."


def test_a_meme_has_words_above_and_below(bot: TestBot) -> None:
    plain = opened(bot.send(".crop", media=IMAGE)[0].data).convert("RGB")
    made = opened(bot.send(".smeme top|bottom 😎", media=IMAGE, **by(OWNER))[0].data).convert(
        "RGB"
    )
    for box in ((0, 0, 512, 170), (0, 342, 512, 512)):
        assert plain.crop(box).tobytes() != made.crop(box).tobytes()
    assert bot.say(".smeme |", media=IMAGE, **by(BOB)).startswith(
        "Reply to a picture with the words"
    )


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_was_said_can_be_quoted(bot: TestBot, text: str) -> None:
    (sent,) = bot.send(".qc", quoted=Quoted(BOB.id, text))
    assert (sent.kind, opened(sent.data).size) == ("sticker", (512, 512))


def _quoted(bot: TestBot, text: str, **fields: object) -> bytes:
    return opened(bot.send(text, **fields, **by(OWNER))[0].data).convert("RGBA").tobytes()


def test_a_quote_shows_who_said_it(bot: TestBot) -> None:
    """By picture, and by the name that WhatsApp knows."""
    said = {"quoted": Quoted(BOB.id, "hello")}
    nameless = _quoted(bot, ".qc", **said)
    bot.link.account.names[BOB.id] = "Robert"
    named = _quoted(bot, ".qc", **said)
    bot.link.account.pictures[BOB.id] = bot.link.media
    pictured = _quoted(bot, ".qc", **said)
    bot.link.account.pictures[BOB.id] = b"no picture"
    assert len({nameless, named, pictured}) == 3
    assert _quoted(bot, ".qc", **said) == named


def test_own_words_are_under_the_own_name(bot: TestBot) -> None:
    """Nobody's mouth is put words into."""
    bot.link.account.names[BOB.id] = "Robert"
    alone = _quoted(bot, ".qc I did it", sender_name="Friend")
    replying = {"quoted": Quoted(BOB.id, "hello"), "sender_name": "Friend"}
    assert _quoted(bot, ".qc I did it", **replying) == alone
