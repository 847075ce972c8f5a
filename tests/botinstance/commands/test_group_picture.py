"""A group gets its picture from one that somebody has sent."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from botinstance.commands.media.canvas import square
from botinstance.context import UserError
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.conftest import (
    ALICE,
    BOB,
    CROWD,
    GROUP,
    IMAGE,
    TestBot,
    by,
    picture,
)


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    return bot


@pytest.mark.parametrize("fields", [{"media": IMAGE}, {"quoted": Quoted(BOB.id, media=IMAGE)}])
def test_the_group_shows_a_square_of_it(group: TestBot, fields: dict[str, object]) -> None:
    told = group.say(".gpp", **fields, **GROUP, **by(ALICE))
    assert told == "The group has a new picture."
    ((verb, jpeg),) = group.link.groups.done
    assert verb == "picture"
    assert isinstance(jpeg, bytes)
    with Image.open(io.BytesIO(jpeg)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (640, 640))


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, "reply to one with .gpp"),
        (Media("video"), "That is not a picture."),
        (Media("image", 17 << 20), "at most 16 MB"),
    ],
)
def test_what_is_no_picture_is_refused(group: TestBot, media: Media | None, words: str) -> None:
    assert words in group.say(".gpp", media=media, **GROUP, **by(ALICE))
    assert group.link.groups.done == []


def test_the_bot_must_be_an_admin(bot: TestBot) -> None:
    told = bot.say(".gpp", media=IMAGE, **GROUP, **by(ALICE))
    assert told == "Make me an admin of this group first."


def test_its_middle_is_kept_upright() -> None:
    image = Image.new("RGB", (300, 100), "white")
    image.paste("red", (100, 0, 200, 50))  # the upper half of the middle
    turned = Image.Exif()
    turned[0x0112] = 6  # to be shown turned right
    buffer = io.BytesIO()
    image.save(buffer, "PNG", exif=turned)
    with Image.open(io.BytesIO(square(buffer.getvalue()))) as shown:
        left, right = shown.getpixel((100, 320)), shown.getpixel((540, 320))
    assert right[0] > 200 > 60 > right[1]
    assert min(left) > 200


def test_what_was_clear_is_white() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(buffer, "PNG")
    with Image.open(io.BytesIO(square(buffer.getvalue()))) as shown:
        assert min(shown.getpixel((320, 320))) > 250


@pytest.mark.parametrize("data", [b"", b"junk", picture()[:60]])
def test_what_cannot_be_read_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="I cannot read that picture"):
        square(data)
