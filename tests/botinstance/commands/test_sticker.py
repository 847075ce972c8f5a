"""What people send becomes stickers and comes back out of them; nothing that is sent hurts."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from botinstance.commands.media import moving, webp
from botinstance.commands.sticker.auto import A_DAY
from botinstance.context import UserError
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands import drawings
from tests.botinstance.commands.clips import VIDEO, facts, film, made, reply
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, IMAGE, TestBot, by, picture
from tests.botinstance.commands.drawings import PDF, STICKER, opened

FRAMES = "n_frames"


def exif(data: bytes) -> bytes:
    return bytes(opened(data).getexif()[0x5741])


def test_it_works(bot: TestBot) -> None:
    (sent,) = bot.send(".sticker", media=IMAGE)
    sticker = opened(sent.data)
    assert (sent.kind, sticker.format, sticker.size) == ("sticker", "WEBP", (512, 512))
    assert len(sent.data) <= webp.MAX_BYTES


def test_the_whole_picture_is_on_a_transparent_square() -> None:
    sticker = opened(webp.sticker(picture(100, 50), "pack")).convert("RGBA")
    assert sticker.getpixel((256, 10))[3] == 0  # type: ignore[index]
    assert sticker.getpixel((256, 256))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize(("word", "corner"), [("crop", 255), ("circle", 0)])
def test_a_cut_one_has_no_free_sides_and_a_round_one_no_corners(
    bot: TestBot, word: str, corner: int
) -> None:
    (sent,) = bot.send(f".{word}", media=IMAGE)
    alpha = opened(sent.data).convert("RGBA").getchannel("A")
    seen = [alpha.getpixel(at) for at in ((1, 1), (256, 2), (256, 256))]
    assert seen[0] == corner
    assert seen[1:] == [255, 255] or (word == "circle" and min(seen[1:]) > 200)  # type: ignore[type-var]


def test_it_carries_the_names_that_the_owner_has_set(bot: TestBot) -> None:
    (sent,) = bot.send(".sticker", media=IMAGE)
    assert f'"sticker-pack-name": "{bot.config.name}"'.encode() in exif(sent.data)
    bot.state.settings.set("sticker_pack", "Our pack")
    bot.state.settings.set("sticker_author", "Us")
    (sent,) = bot.send(".sticker", media=IMAGE, **by(BOB))
    assert b'"sticker-pack-name": "Our pack"' in exif(sent.data)
    assert b'"sticker-pack-publisher": "Us"' in exif(sent.data)


def test_a_noisy_picture_is_made_small_enough() -> None:
    noise = Image.effect_noise((1500, 1500), 200).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=95)
    assert len(webp.sticker(buffer.getvalue(), "pack")) <= webp.MAX_BYTES


@pytest.mark.parametrize(
    "media", [VIDEO, Media("document", 1000, "image/gif"), Media("document", 1000, "video/webm")]
)
@pytest.mark.parametrize("word", ["sticker", "crop"])
def test_a_video_becomes_one_that_moves(bot: TestBot, media: Media, word: str) -> None:
    names = {"image/gif": "film.gif", "video/webm": "film.webm"}
    bot.link.media = film(1, name=names.get(media.mimetype, "film.mp4"))
    (sent,) = bot.send(f".{word}", **reply(media))
    sticker = opened(sent.data)
    assert (sticker.format, sticker.size) == ("WEBP", (512, 512))
    assert getattr(sticker, FRAMES) > 5
    assert b"sticker-pack-name" in exif(sent.data)
    corner = sticker.convert("RGBA").getpixel((256, 4))
    assert corner[3] == (255 if word == "crop" else 0)  # type: ignore[index]


def test_a_noisy_video_is_made_small_enough(bot: TestBot) -> None:
    noise = "testsrc2=size=320x320:rate=15:duration=2,noise=alls=25:allf=t"
    bot.link.media = made("noise.mp4", "-f", "lavfi", "-i", noise, "-pix_fmt", "yuv420p")
    (sent,) = bot.send(".sticker", **reply(VIDEO))
    assert sent.kind == "sticker"
    assert len(sent.data) <= webp.MAX_MOVING + 1000  # for the names


def test_what_stays_too_large_gets_a_sentence(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "MAX_MOVING", 100)
    bot.link.media = film(1)
    assert "too much going on" in bot.say(".sticker", **reply(VIDEO))


def test_a_picture_may_be_replied_to(bot: TestBot) -> None:
    (sent,) = bot.send(".s", quoted=Quoted("1@lid", media=IMAGE))
    assert sent.kind == "sticker"


def test_a_picture_sent_as_a_file_is_a_picture(bot: TestBot) -> None:
    (sent,) = bot.send(".sticker", media=Media("document", 1000, "image/png"))
    assert sent.kind == "sticker"


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, "Send a picture or a video with the caption .sticker"),
        (Media("audio", 1000), "not a picture or a video"),
        (PDF, "not a picture or a video"),
        (Media("image", 99 << 20), "too large: at most 16 MB"),
        (Media("image", 1000, view_once=True), "to be seen once"),
    ],
)
def test_what_is_no_picture_gets_a_sentence(bot: TestBot, media: Media | None, words: str) -> None:
    assert words in bot.say(".sticker", media=media)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", picture()[:60]])
def test_what_cannot_be_read_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="cannot read"):
        webp.sticker(data, "pack")


@pytest.mark.parametrize(
    "data", [b"", b"#EXTM3U\nfile:///etc/passwd\n", film(1)[:900], b"GIF89a" + bytes(20)]
)
def test_a_video_that_cannot_be_read_gets_a_sentence(bot: TestBot, data: bytes) -> None:
    bot.link.media = data
    assert "I cannot read that" in bot.say(".sticker", **reply(VIDEO))


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


@pytest.mark.parametrize("data", [drawings.still(), drawings.moving()])
@pytest.mark.parametrize(
    ("text", "pack", "author"),
    [
        (".take Mine|Me", "Mine", "Me"),
        (".steal Mine", "Mine", None),
        (".wm 🎉 | ü", "\\ud83c\\udf89", "\\u00fc"),
        (".take", "Friend", None),
    ],
)
def test_a_sticker_is_taken_as_it_is_but_for_the_names(
    bot: TestBot, data: bytes, text: str, pack: str, author: str | None
) -> None:
    bot.link.media = data
    (sent,) = bot.send(text, sender_name="Friend", **reply(STICKER))
    assert f'"sticker-pack-name": "{pack}"'.encode() in exif(sent.data)
    assert (f'"sticker-pack-publisher": "{author}"'.encode() in exif(sent.data)) is bool(author)
    before, after = opened(data), opened(sent.data)
    assert getattr(before, FRAMES, 1) == getattr(after, FRAMES, 1)
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_a_sticker_that_moves_still_does_as_a_sticker_of_ours(bot: TestBot) -> None:
    bot.link.media = drawings.moving()
    (sent,) = bot.send(".sticker", **reply(STICKER))
    assert getattr(opened(sent.data), FRAMES) == 4


@pytest.mark.parametrize("data", [b"", b"RIFF", picture(), drawings.still()[:40]])
def test_what_is_no_sticker_cannot_be_taken(bot: TestBot, data: bytes) -> None:
    bot.link.media = data
    assert bot.say(".take", **reply(STICKER)) == "I cannot read that sticker."
    assert bot.say(".take", media=IMAGE, **by(BOB)) == "That is not a sticker."


def test_a_sticker_becomes_a_picture_that_is_as_transparent(bot: TestBot) -> None:
    bot.link.media = drawings.still()
    (sent,) = bot.send(".toimg", **reply(STICKER))
    image = opened(sent.data)
    assert (sent.kind, image.format, image.size) == ("picture", "PNG", (100, 50))
    assert image.getpixel((5, 5))[3] == 128  # type: ignore[index]


@pytest.mark.parametrize(("word", "gif"), [("tovideo", False), ("togif", True)])
def test_one_that_moves_becomes_a_video_as_long(bot: TestBot, word: str, gif: bool) -> None:
    bot.link.media = drawings.moving(frames=6, each=500)
    (sent,) = bot.send(f".{word}", **reply(STICKER))
    assert sent.file is not None
    assert sent.file.gif is gif
    assert facts(sent.data).seconds == pytest.approx(3, abs=0.2)


def test_a_video_of_what_does_not_move_lasts_a_second(bot: TestBot) -> None:
    bot.link.media = drawings.still()
    (sent,) = bot.send(".tovideo", **reply(STICKER))
    assert facts(sent.data).seconds == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("data", [b"", b"RIFF\x10\0\0\0WEBP", drawings.moving()[:300]])
@pytest.mark.parametrize("word", ["toimg", "tovideo"])
def test_a_broken_sticker_gets_a_sentence(bot: TestBot, data: bytes, word: str) -> None:
    bot.link.media = data
    assert "I cannot read that picture" in bot.say(f".{word}", **reply(STICKER))


def test_in_a_group_where_it_is_on_pictures_become_stickers(bot: TestBot) -> None:
    assert bot.hear("look", media=IMAGE, **GROUP, **by(BOB)) == []
    bot.say(".autosticker on", **GROUP, **by(ALICE))
    (sent,) = bot.hear("look", media=IMAGE, **GROUP, **by(BOB))
    assert sent.kind == "sticker"
    assert bot.hear("look", media=VIDEO, **GROUP, **by(BOB)) == []
    bot.say(".autosticker off", **GROUP, **by(ALICE))
    assert bot.hear("look", media=IMAGE, **GROUP, **by(BOB)) == []


def test_pictures_that_are_broken_or_too_many_stay_without_a_word(bot: TestBot) -> None:
    bot.say(".autosticker on", **GROUP, **by(ALICE))
    bot.link.media = b"junk"
    assert bot.hear("look", media=IMAGE, **GROUP, **by(BOB)) == []
    bot.link.media = picture()
    while bot.state.allowance.take("autosticker", A_DAY, str(GROUP["chat"])):
        pass
    assert bot.hear("look", media=IMAGE, **GROUP, **by(BOB)) == []


def test_autosticker_is_on_or_off(bot: TestBot) -> None:
    answer = bot.say(".autosticker maybe", **GROUP, **by(ALICE))
    assert answer == "Write .autosticker on or .autosticker off."
