"""Pictures become other pictures, texts and documents; what cannot be read gets a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from botinstance.commands.media import removebg
from botinstance.commands.media.scenes import SCENES
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands import drawings
from tests.botinstance.commands.clips import reply
from tests.botinstance.commands.conftest import BOB, CAROL, IMAGE, OWNER, TestBot, by, picture
from tests.botinstance.commands.drawings import PDF, STICKER, opened
from tests.botinstance.commands.test_sticker import png_that_claims
from tests.botinstance.real.services import Answer, Asked, Services, said

ALL = (
    "blur", "pixel", "gray", "invert", "sketch", "contrast", "rotate", "mirror", "hd", "wanted",
    "wasted", "jail", "trash", "triggered", "readqr", "ocr", "topdf", "removebg", "circle",
    "crop", "smeme a|b",
)  # fmt: skip
BROKEN = {
    "nothing": b"",
    "a head only": picture()[:60],
    "another thing": b"%PDF-1.4 nothing",
    "a bomb": png_that_claims(60_000, 60_000),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("command", ALL)
def test_what_is_no_picture_gets_a_sentence(
    bot: TestBot, services: Services, command: str, name: str
) -> None:
    bot.config = replace(bot.config, services=services.config)
    bot.link.media = BROKEN[name]
    answer = bot.say(f".{command}", media=IMAGE)
    assert "I cannot read that picture" in answer or "too many pixels" in answer


@pytest.mark.parametrize("command", [it for it in ALL if it not in (*SCENES, "triggered")])
def test_without_a_picture_it_asks_for_one(bot: TestBot, services: Services, command: str) -> None:
    bot.config = replace(bot.config, services=services.config)
    assert bot.say(f".{command}").startswith("Send a picture")
    assert "That is not a picture" in bot.say(f".{command}", media=Media("audio"), **by(OWNER))


def _made(bot: TestBot, text: str, data: bytes) -> Image.Image:
    bot.link.media = data
    (sent,) = bot.send(text, media=IMAGE, **by(OWNER))
    assert sent.kind == "picture", str(sent)
    return opened(sent.data)


def _half() -> bytes:
    """White on the left, blue on the right."""
    image = Image.new("RGB", (64, 32), "white")
    image.paste("blue", (32, 0, 64, 32))
    return drawings.saved(image)


def _near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    got = image.convert("RGB").getpixel(at)
    return isinstance(got, tuple) and all(
        abs(a - b) < 40 for a, b in zip(got, colour, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "at", "colour"),
    [
        (".invert", (60, 16), (255, 255, 0)),
        (".gray", (60, 16), (29, 29, 29)),
        (".pixel", (60, 16), (0, 0, 255)),
        (".contrast", (60, 16), (0, 0, 255)),
        (".sketch", (8, 16), (255, 255, 255)),
        (".mirror", (60, 16), (255, 255, 255)),
        (".mirror v", (60, 16), (0, 0, 255)),
        (".rotate", (16, 60), (0, 0, 255)),
        (".rotate 270", (16, 60), (255, 255, 255)),
        (".rotate left", (16, 60), (255, 255, 255)),
        (".rotate 180°", (60, 16), (255, 255, 255)),
        (".hd", (120, 32), (0, 0, 255)),
    ],
)
def test_a_picture_is_changed(
    bot: TestBot, text: str, at: tuple[int, int], colour: tuple[int, int, int]
) -> None:
    assert _near(_made(bot, text, _half()), at, colour)


def test_blurred_colours_mix(bot: TestBot) -> None:
    assert not _near(_made(bot, ".blur", _half()), (33, 16), (0, 0, 255))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "PNG"), ("P", "GIF"), ("LA", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")],
)
def test_pictures_of_every_kind_are_taken(bot: TestBot, mode: str, kind: str) -> None:
    assert _made(bot, ".sketch", drawings.saved(Image.new(mode, (40, 20)), kind)).size == (40, 20)


@pytest.mark.parametrize("size", [(1, 1), (1, 2000), (2000, 1)])
@pytest.mark.parametrize("command", ["pixel", "blur", "sketch", "hd", "wanted", "ocr", "readqr"])
def test_thin_pictures_do_no_harm(bot: TestBot, command: str, size: tuple[int, int]) -> None:
    bot.link.media = picture(*size)
    (sent,) = bot.send(f".{command}", media=IMAGE)
    assert "did not work" not in str(sent)


def test_a_large_picture_is_not_made_larger(bot: TestBot) -> None:
    bot.link.media = picture(2040, 100)
    assert bot.say(".hd", media=IMAGE).startswith("That picture is large enough")


@pytest.mark.parametrize("text", [".rotate 45", ".rotate " + "9" * 500, ".mirror مرحبا"])
def test_it_turns_by_right_angles_only(bot: TestBot, text: str) -> None:
    assert "one of 90, 180, 270, h, v" in bot.say(text, media=IMAGE)


def test_a_scene_is_of_the_picture_at_hand_or_of_a_person(bot: TestBot) -> None:
    def made(**fields: object) -> bytes:
        (sent,) = bot.send(".wanted", **fields, **by(OWNER))
        assert sent.kind == "picture", str(sent)
        return sent.data

    pictures = bot.link.account.pictures
    pictures[OWNER.id], pictures[BOB.id] = picture(50, 50), _half()
    bot.link.media = drawings.written("at hand")
    own, bobs = made(), made(mentions=(BOB.id,))
    assert made(quoted=Quoted(BOB.id, "hello")) == bobs
    assert made(quoted=Quoted(BOB.id, "hello"), mentions=(OWNER.id,)) == own
    assert len({own, bobs, made(media=IMAGE)}) == 3


def test_without_a_profile_picture_it_says_so(bot: TestBot) -> None:
    assert bot.say(".jail").startswith("You have no profile picture")
    assert bot.say(".jail", mentions=(BOB.id,), **by(CAROL)).startswith("They have no profile")


@pytest.mark.parametrize("text", ["Hello", "مرحبا 😀", "👩‍👩‍👧", "a" * 80, "<b>&amp;</b>"])
@pytest.mark.parametrize("style", ["neon", "glitch", "matrix", "textlogo"])
def test_words_become_a_logo(bot: TestBot, style: str, text: str) -> None:
    (sent,) = bot.send(f".{style} {text}")
    assert opened(sent.data).size == (1000, 560)


def test_the_style_of_a_logo_may_come_first(bot: TestBot) -> None:
    def made(text: str) -> bytes:
        return bot.send(text, **by(OWNER))[0].data

    assert made(".textlogo glitch Hi") == made(".glitch Hi")
    assert made(".textlogo Hi") == made(".neon Hi")
    assert bot.say(".neon").startswith("Write words behind .neon")
    assert bot.say(".matrix " + "a" * 81).endswith("at most 80 characters.")


@pytest.mark.parametrize("text", ["hello", "https://example.org/?q=ü&x=🎉", "مرحبا", "a" * 2000])
def test_a_qr_code_says_what_was_written(bot: TestBot, text: str) -> None:
    (sent,) = bot.send(f".qr {text}")
    bot.link.media = sent.data
    assert bot.say(".readqr", media=IMAGE) == f"*QRCode*\n{text[:700]}"


def test_codes_have_limits(bot: TestBot) -> None:
    assert bot.say(".qr").startswith("Write a text or an address behind .qr")
    assert bot.say(".qr " + "🎉" * 501, **by(OWNER)).startswith("That is too long for a QR code")
    assert bot.say(".readqr", media=IMAGE).startswith("I find no code in that picture")


@pytest.mark.parametrize("text", ["Good morning", "12 apples"])
def test_words_on_a_picture_are_read(bot: TestBot, text: str) -> None:
    bot.link.media = drawings.written(text)
    assert bot.say(".ocr", media=IMAGE) == text


def test_a_picture_without_words_gets_a_sentence(bot: TestBot) -> None:
    assert bot.say(".ocr", media=IMAGE).startswith("I find no words in that picture")


@pytest.mark.parametrize("word", ["xx", "../../x", "eng+osd", "--help"])
def test_only_languages_that_are_there_are_read(bot: TestBot, word: str) -> None:
    assert bot.say(f".ocr {word}", media=IMAGE).startswith("I cannot read that language here")


def test_two_pictures_become_two_pages(bot: TestBot) -> None:
    (sent,) = bot.send(".topdf My trip", media=IMAGE, quoted=Quoted(BOB.id, media=IMAGE))
    assert sent.file is not None
    assert (sent.file.name, sent.file.mimetype) == ("My trip.pdf", "application/pdf")
    bot.link.media = sent.data
    assert len(bot.send(".pdftoimg", **reply(PDF))) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "pictures.pdf"), ("../../etc/passwd", "etc passwd.pdf"), ("a.pdf", "a.pdf"),
     ("🎉", "pictures.pdf"), ("رحلة", "رحلة.pdf"), ("a" * 500, "a" * 60 + ".pdf")],
)  # fmt: skip
def test_a_document_has_a_harmless_name(bot: TestBot, text: str, name: str) -> None:
    (sent,) = bot.send(f".topdf {text}", media=IMAGE)
    assert sent.file is not None
    assert sent.file.name == name


@pytest.mark.parametrize(("text", "pages"), [("", 5), ("1", 1), ("6", 1), ("2-4", 3), ("6-9", 1)])
def test_pages_become_pictures(bot: TestBot, text: str, pages: int) -> None:
    bot.link.media = drawings.pdf(6)
    sent = bot.send(f".pdftoimg {text}", **reply(PDF))
    assert [it.kind for it in sent] == ["picture"] * pages


@pytest.mark.parametrize("text", ["0", "3-2", "1-6", "x", "-1", "1-2-3", "٣-٩٩"])
def test_a_few_pages_at_once(bot: TestBot, text: str) -> None:
    assert "at most 5 pages at once" in bot.say(f".pdftoimg {text}", **reply(PDF))


@pytest.mark.parametrize("data", [b"", b"junk", drawings.pdf()[:200], drawings.pdf(1)])
def test_what_has_no_such_page_gets_a_sentence(bot: TestBot, data: bytes) -> None:
    bot.link.media = data
    assert "PDF" in bot.say(".pdftoimg 3", **reply(PDF))
    assert bot.say(".pdftoimg", media=IMAGE, **by(OWNER)) == "That is not a PDF."


def test_a_background_is_removed_by_the_service(bot: TestBot, services: Services) -> None:
    assert bot.say(".removebg", media=IMAGE).startswith("Removing backgrounds is not set up here")
    bot.config = replace(bot.config, services=services.config)
    assert _made(bot, ".removebg", picture()).mode == "RGBA"
    assert services.asked[-1].headers["X-Api-Key"] == services.config["removebg_key"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (said({"errors": []}, 400), "finds nothing on that picture"),
        (said({"errors": []}, 402), "wants to be paid"),
        (said({"errors": []}, 500), "has a problem"),
        (said({"data": {}}), "something strange"),
        (said({"data": {"result_b64": "!"}}), "cannot read that picture"),
        (said([]), "something strange"),
        (Answer(b"no json"), "do not understand"),
    ],
)
def test_a_service_that_fails_gets_a_sentence(bot: TestBot, answer: Answer, words: str) -> None:
    def serve(_: Asked) -> Answer:
        return answer

    with Services() as services:
        services.add("removebg", "removebg_url", serve)
        config = {**services.config, "removebg_key": "key"}
        bot.config = replace(bot.config, services=config)
        assert words in bot.say(".removebg", media=IMAGE)


def test_the_service_is_not_asked_all_day(bot: TestBot, services: Services) -> None:
    bot.config = replace(bot.config, services=services.config)
    for _ in range(removebg.EACH):
        bot.state.allowance.take("removebg", removebg.EACH, BOB.phone)
    assert "after midnight" in bot.say(".removebg", media=IMAGE, **by(BOB))
    assert bot.send(".removebg", media=IMAGE, **by(CAROL))[0].kind == "picture"


def test_stickers_are_pictures_too(bot: TestBot) -> None:
    bot.link.media = drawings.moving()
    assert bot.send(".gray", **reply(STICKER))[0].kind == "picture"
