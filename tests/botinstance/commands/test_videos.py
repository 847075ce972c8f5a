"""Videos are cut, shrunk and played as GIFs, sounds cut and put under them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from botinstance.commands.media.compress import Wish, wished
from botinstance.commands.media.trim import span
from botinstance.context import UserError
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.clips import SOUND, VIDEO, VOICE, facts, film, made, reply, tone
from tests.botinstance.commands.conftest import IMAGE, TestBot, picture


def test_a_video_becomes_a_gif(bot: TestBot) -> None:
    bot.link.media = film(2)
    (sent,) = bot.send(".gif", media=VIDEO)
    assert sent.file is not None
    assert (sent.kind, sent.file.gif) == ("video", True)
    found = facts(sent.data)
    assert (found.picture, found.sound) == ("h264", "")


def test_a_gif_sent_as_a_document_plays(bot: TestBot) -> None:
    bot.link.media = made("a.gif", "-f", "lavfi", "-i", "testsrc=size=61x35:rate=5:duration=1")
    (sent,) = bot.send(".gif", media=Media("document", 1000, "image/gif"))
    assert facts(sent.data).picture == "h264"


def test_a_gif_is_short(bot: TestBot) -> None:
    bot.link.media = film(61, "32x32")
    assert bot.say(".gif", media=VIDEO) == "That is too long for a GIF: at most 60 seconds."


def test_a_piece_is_cut_out_of_a_sound(bot: TestBot) -> None:
    bot.link.media = tone(10)
    (sent,) = bot.send(".trim 0:02;0:05", **reply(SOUND))
    assert sent.kind == "audio"
    assert facts(sent.data).seconds == pytest.approx(3, abs=0.2)


def test_a_piece_is_cut_out_of_a_voice_note(bot: TestBot) -> None:
    bot.link.media = tone(10, "note.ogg")
    (sent,) = bot.send(".cut 2 4", **reply(VOICE))
    assert (sent.kind, sent.text) == ("voice note", "2")


def test_a_piece_is_cut_out_of_a_video(bot: TestBot) -> None:
    bot.link.media = film(6)
    (sent,) = bot.send(".trim 1.5-3", media=VIDEO)
    assert (sent.kind, facts(sent.data).sound) == ("video", "aac")
    assert facts(sent.data).seconds == pytest.approx(1.5, abs=0.2)


def test_the_rest_is_cut_out_where_it_ends_before(bot: TestBot) -> None:
    bot.link.media = tone(4)
    (sent,) = bot.send(".trim 3;60", **reply(SOUND))
    assert facts(sent.data).seconds == pytest.approx(1, abs=0.2)


def test_behind_the_end_there_is_nothing_to_cut(bot: TestBot) -> None:
    bot.link.media = tone(4)
    assert bot.say(".trim 5;6", **reply(SOUND)) == "It ends before that: it is 4 seconds long."


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("0:05;0:10", (5, 10)),
        ("1:00:00 ; 1:00:30.5", (3600, 3630.5)),
        ("5 10", (5, 10)),
        ("5-10", (5, 10)),
        ("5 to 10", (5, 10)),
    ],
)
def test_times_are_written_in_many_ways(text: str, times: tuple[float, float]) -> None:
    assert span(text, ".") == times


@pytest.mark.parametrize("text", ["", "5", "10;5", "a;b", "5;5", "1:2:3:4;5", "-5;5", "٥;٦", "😀"])
def test_other_times_get_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match=r"\.trim 0:05;0:20"):
        span(text, ".")


def test_a_sound_is_put_under_a_video(bot: TestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {False: film(3), True: tone(2)}
    monkeypatch.setattr(bot.link, "download", lambda _message, quoted=False: files[quoted])
    (sent,) = bot.send(".merge", media=VIDEO, **reply(SOUND))
    found = facts(sent.data)
    assert (sent.kind, found.picture, found.sound) == ("video", "h264", "aac")
    assert found.seconds == pytest.approx(2, abs=0.3)


@pytest.mark.parametrize("media", [{}, reply(SOUND), {"media": VIDEO}, {"media": IMAGE}])
def test_one_alone_cannot_be_merged(bot: TestBot, media: dict[str, object]) -> None:
    assert bot.say(".merge", **media) == (
        "Send a video with the caption .merge as a reply to a sound."
    )


def test_a_video_is_made_smaller(bot: TestBot) -> None:
    bot.link.media = film(2, "960x540")
    (sent,) = bot.send(".compress 30", media=VIDEO)
    assert sent.kind == "video"
    assert len(sent.data) < len(bot.link.media)
    assert facts(sent.data).width == 640


def test_a_video_is_made_to_fit(bot: TestBot) -> None:
    bot.link.media = film(1, "160x90")
    (sent,) = bot.send(".resize 80x80", media=VIDEO)
    assert (facts(sent.data).width, facts(sent.data).height) == (80, 44)


def test_a_picture_is_made_smaller(bot: TestBot) -> None:
    bot.link.media = picture(2000, 1000, "PNG")
    (sent,) = bot.send(".compress 640x640", media=IMAGE)
    found = facts_of_picture(sent.data)
    assert (sent.kind, found) == ("picture", ("JPEG", 640, 320))


def facts_of_picture(data: bytes) -> tuple[str | None, int, int]:
    with Image.open(io.BytesIO(data)) as image:
        return image.format, image.width, image.height


def test_a_sound_is_made_smaller(bot: TestBot) -> None:
    bot.link.media = tone(5, "tone.wav")
    (sent,) = bot.send(".compress low", **reply(SOUND))
    assert len(sent.data) < len(bot.link.media) // 4


def test_what_is_small_stays_as_it_is(bot: TestBot) -> None:
    bot.link.media = picture()
    assert bot.say(".compress 100", media=IMAGE) == "It is as small already as I could make it."


@pytest.mark.parametrize("data", [b"", b"junk", picture()[:60]])
def test_a_broken_picture_gets_a_sentence(bot: TestBot, data: bytes) -> None:
    bot.link.media = data
    assert bot.say(".compress", media=IMAGE).startswith("I cannot read that picture")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("", Wish(50, None)),
        ("LOW", Wish(25, None)),
        ("80%", Wish(80, None)),
        ("640x480", Wish(75, (640, 480))),
        ("640 × 480", Wish(75, (640, 480))),
    ],
)
def test_a_wish_is_understood(text: str, wish: Wish) -> None:
    assert wished(text, ".") == wish


@pytest.mark.parametrize("text", ["0", "101", "tiny", "1x1", "99999x1", "640x", "😀" * 1000])
def test_another_wish_gets_a_sentence(text: str) -> None:
    with pytest.raises(UserError):
        wished(text, ".")


def test_a_sticker_is_not_compressed(bot: TestBot) -> None:
    quoted = Quoted("915550002@lid", media=Media("sticker", 1000, "image/webp"), id="3EB0Q")
    assert bot.say(".compress", quoted=quoted) == "That is not a picture, a video or a sound."
