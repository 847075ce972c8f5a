"""A picture becomes a sticker; nothing else does, and no picture hurts."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from botinstance.commands.media import webp
from botinstance.context import UserError
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.conftest import IMAGE, TestBot, picture


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_it_works(bot: TestBot) -> None:
    (sent,) = bot.send(".sticker", media=IMAGE)
    made = opened(sent.data)
    assert (sent.kind, made.format, made.size) == ("sticker", "WEBP", (512, 512))
    assert len(sent.data) <= webp.MAX_BYTES


def test_the_whole_picture_is_on_a_transparent_square(bot: TestBot) -> None:
    made = opened(webp.sticker(picture(100, 50), "pack")).convert("RGBA")
    assert made.getpixel((256, 10))[3] == 0  # type: ignore[index]
    assert made.getpixel((256, 256))[3] == 255  # type: ignore[index]


def test_it_carries_the_packs_name() -> None:
    exif = opened(webp.sticker(picture(), "My bot")).getexif()
    assert b'"sticker-pack-name": "My bot"' in exif[0x5741]


def test_a_noisy_picture_is_made_small_enough() -> None:
    noise = Image.effect_noise((1500, 1500), 200).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=95)
    assert len(webp.sticker(buffer.getvalue(), "pack")) <= webp.MAX_BYTES


def test_a_picture_may_be_replied_to(bot: TestBot) -> None:
    (sent,) = bot.send(".s", quoted=Quoted("1@lid", media=IMAGE))
    assert sent.kind == "sticker"


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, "Send a picture with the caption .sticker"),
        (Media("video", 1000), "not of videos"),
        (Media("audio", 1000), "not a picture"),
        (Media("document", 1000, "application/pdf"), "not a picture"),
        (Media("image", 99 << 20), "too large: at most 16 MB"),
    ],
)
def test_what_is_no_picture_gets_a_sentence(bot: TestBot, media: Media | None, words: str) -> None:
    assert words in bot.say(".sticker", media=media)


def test_a_picture_sent_as_a_file_is_a_picture(bot: TestBot) -> None:
    (sent,) = bot.send(".sticker", media=Media("document", 1000, "image/png"))
    assert sent.kind == "sticker"


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", picture()[:60]])
def test_what_cannot_be_read_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="cannot read"):
        webp.sticker(data, "pack")


def test_a_pixel_bomb_is_not_unpacked() -> None:
    with pytest.raises(UserError, match="too many pixels"):
        webp.sticker(png_that_claims(60_000, 60_000), "pack")


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")
