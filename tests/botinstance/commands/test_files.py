"""Files under other names, what they tell about themselves, and where they are put."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.clips import SOUND, VIDEO, film, made, reply
from tests.botinstance.commands.conftest import IMAGE, TestBot, picture
from tests.botinstance.real.services import Answer, Asked, Services, said

PDF = Media("document", 1000, "application/pdf", name="plan.pdf")


@pytest.mark.parametrize(
    ("text", "media", "name", "mimetype"),
    [
        ("trip.mp4", VIDEO, "trip.mp4", "video/mp4"),
        ("My trip", VIDEO, "My trip.mp4", "video/mp4"),
        ("notes", PDF, "notes.pdf", "application/pdf"),
        ("", PDF, "plan.pdf", "application/pdf"),
        ("", IMAGE, "image.png", "image/png"),
        ("رحلة", IMAGE, "رحلة.png", "image/png"),
        ("🏖️", IMAGE, "🏖️.png", "image/png"),
    ],
)
def test_a_file_is_renamed(
    bot: TestBot, text: str, media: Media, name: str, mimetype: str
) -> None:
    (sent,) = bot.send(f".doc {text}", **reply(media))
    assert sent.file is not None
    assert (sent.kind, sent.file.name, sent.file.mimetype) == ("document", name, mimetype)
    assert sent.data == bot.link.media


@pytest.mark.parametrize(
    "text", ["../../etc/passwd", "a\x00b", "fdp\u202eexe.txt", "a" * 101, ".x"]
)
def test_a_name_that_misleads_gets_a_sentence(bot: TestBot, text: str) -> None:
    assert bot.say(f".rename {text}", **reply(PDF)).startswith("Write a name of at most 100")


def test_without_a_file_it_asks_for_one(bot: TestBot) -> None:
    assert "reply to one with .doc" in bot.say(".doc trip.mp4")


def test_a_photo_tells_where_it_was_taken(bot: TestBot) -> None:
    exif = Image.Exif()
    exif[0x0110] = "X100"
    exif[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0), 3: "W", 4: (13.0, 15.0, 0.0)}
    bot.link.media = picture(kind="JPEG", exif=exif)
    told = bot.say(".exif", **reply(Media("document", 1000, "image/jpeg")))
    assert "Pixels: 40 × 20" in told
    assert "Model: X100" in told
    assert "Position: 52.50000, -13.25000" in told


def test_a_picture_may_have_nothing_to_tell(bot: TestBot) -> None:
    assert "It tells nothing else" in bot.say(".meta", media=IMAGE)


def test_a_video_tells_its_length(bot: TestBot) -> None:
    bot.link.media = film(2)
    told = bot.say(".exif", media=VIDEO)
    assert "Length: 0:02" in told
    assert "Picture: 160 × 90, h264" in told


def test_a_sound_tells_its_title(bot: TestBot) -> None:
    options = ["-f", "lavfi", "-i", "sine=duration=1", "-metadata", "title=Summer *2026*"]
    bot.link.media = made("title.mp3", *options)
    assert "Title: Summer *2026*" in bot.say(".exif", **reply(SOUND))


@pytest.mark.parametrize("data", [b"", b"junk", picture()[:20]])
@pytest.mark.parametrize("media", [IMAGE, SOUND, VIDEO])
def test_a_broken_file_gets_a_sentence(bot: TestBot, data: bytes, media: Media) -> None:
    bot.link.media = data
    assert bot.say(".exif", **reply(media)).startswith("I cannot read that ")


def test_any_file_tells_its_size(bot: TestBot) -> None:
    bot.link.media = bytes(12345)
    assert bot.say(".exif", **reply(PDF)) == "Size: 12.3 kB\nType: application/pdf"


def test_a_file_gets_a_link(bot: TestBot, services: Services) -> None:
    bot.config = replace(bot.config, services=services.config)
    url = bot.say(".tourl", **reply(PDF))
    assert url.startswith("http")
    assert bot.link.media in services.asked[-1].body
    assert b'filename="plan.pdf"' in services.asked[-1].body


def test_without_a_place_there_is_no_link(bot: TestBot) -> None:
    assert bot.say(".tourl", media=IMAGE).startswith("Links for files are not set up here.")


@pytest.mark.parametrize("answer", [{}, [], {"url": 5}, {"url": "javascript:alert(1)"}])
def test_a_place_that_gives_no_link_gets_a_sentence(bot: TestBot, answer: object) -> None:
    def serve(_asked: Asked) -> Answer:
        return said(answer)

    with Services() as place:
        place.add("upload", "upload_url", serve)
        bot.config = replace(bot.config, services=place.config)
        assert bot.say(".upload", media=IMAGE).startswith("The place for files gave me no link.")


def test_what_was_to_be_seen_once_is_left_alone(bot: TestBot) -> None:
    once = Quoted("915550002@lid", media=Media("image", 1000, view_once=True), id="3EB0Q")
    assert bot.say(".doc", quoted=once) == "That was sent to be seen once, so I leave it alone."
