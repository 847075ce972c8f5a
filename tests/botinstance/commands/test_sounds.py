"""Sounds are changed and sent back as what they were."""

from __future__ import annotations

import pytest

from botinstance.commands.media import ffmpeg
from botinstance.commands.media.effects import FILTERS
from botinstance.context import UserError
from botinstance.link.protocol import Media
from botinstance.link.recording import Sent
from tests.botinstance.commands.clips import SOUND, VIDEO, VOICE, facts, film, made, reply, tone
from tests.botinstance.commands.conftest import IMAGE, TestBot


def sound_of(sent: Sent) -> ffmpeg.Facts:
    """What an MP3 that was sent holds."""
    assert sent.file is not None
    assert (sent.kind, sent.file.mimetype) == ("audio", "audio/mpeg")
    return facts(sent.data)


def test_a_video_becomes_an_mp3(bot: TestBot) -> None:
    bot.link.media = film(2)
    (sent,) = bot.send(".tomp3", media=VIDEO)
    found = sound_of(sent)
    assert (found.sound, found.picture) == ("mp3", "")
    assert found.seconds == pytest.approx(2, abs=0.2)
    assert sent.file is not None
    assert sent.file.seconds == 2


def test_a_sound_becomes_a_voice_note(bot: TestBot) -> None:
    bot.link.media = tone(3)
    (sent,) = bot.send(".ptt", **reply(SOUND))
    assert (sent.kind, sent.text) == ("voice note", "3")
    assert facts(sent.data).sound == "opus"


@pytest.mark.parametrize(
    ("effect", "seconds"),
    [("slow", 2 / 0.7), ("fast", 2 / 1.5), ("nightcore", 2 / 1.25), ("deep", 2), ("echo", 2.4)],
)
def test_an_effect_changes_how_long_it_is(bot: TestBot, effect: str, seconds: float) -> None:
    bot.link.media = tone(2)
    (sent,) = bot.send(f".{effect}", **reply(SOUND))
    assert sound_of(sent).seconds == pytest.approx(seconds, abs=0.2)


def test_each_effect_sounds_otherwise(bot: TestBot) -> None:
    bot.link.media = tone(2)
    heard = [bot.send(f".{effect}", **reply(SOUND))[0].data for effect in FILTERS]
    assert len({tone(2), *heard}) == len(FILTERS) + 1


def test_a_voice_note_stays_one(bot: TestBot) -> None:
    bot.link.media = ffmpeg.voice(tone(2))
    (sent,) = bot.send(".deep", **reply(VOICE))
    assert (sent.kind, sent.text) == ("voice note", "2")


def test_a_sound_sent_as_a_document_is_one(bot: TestBot) -> None:
    bot.link.media = tone(1, "tone.wav")
    (sent,) = bot.send(".bass", **reply(Media("document", 1000, "audio/x-wav")))
    assert sent.kind == "audio"


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ({}, "reply to one with .echo"),
        (reply(IMAGE), "That is not a sound or a video."),
        (reply(Media("document", 1000, "application/pdf")), "That is not a sound or a video."),
        (reply(Media("audio", 99 << 20)), "too large: at most 16 MB"),
    ],
)
def test_what_is_no_sound_gets_a_sentence(
    bot: TestBot, media: dict[str, object], words: str
) -> None:
    assert words in bot.say(".echo", **media)


def test_a_silent_video_gets_a_sentence(bot: TestBot) -> None:
    silent = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=5:duration=1", "-pix_fmt", "yuv420p"]
    bot.link.media = made("silent.mp4", *silent)
    assert bot.say(".tomp3", media=VIDEO) == "There is no sound in that."


def test_a_sound_of_an_hour_is_refused(bot: TestBot) -> None:
    options = ["-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "3600", "-b:a", "8k"]
    bot.link.media = made("hour.mp3", *options)
    assert bot.say(".reverse", **reply(SOUND)) == (
        "That is too long for me: at most 10 minutes of sound."
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"[Script Info]\nTitle: subtitles\n",
        b"OggS" + bytes(100),
        tone(1)[:20],
        b"\0\0\0\x18ftypmp42" + bytes(500),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(bot: TestBot, data: bytes) -> None:
    bot.link.media = data
    assert bot.say(".fast", **reply(SOUND)).startswith("I cannot read that file")


@pytest.mark.parametrize("data", [b"#EXTM3U\n", b"ffconcat version 1.0\n", b"<MPD>", b"v=0\r\n"])
def test_what_may_lead_to_other_files_is_given_to_no_program(data: bytes) -> None:
    with pytest.raises(UserError, match="cannot read"):
        ffmpeg.format_of(data)


def test_half_a_file_is_no_fault(bot: TestBot) -> None:
    bot.link.media = film(2)[:4000]
    assert bot.say(".tomp3", media=VIDEO).startswith("I cannot read that file")


def test_it_is_not_told_where_it_was_recorded() -> None:
    place = ["-f", "lavfi", "-i", "sine=duration=1", "-metadata", "title=At home"]
    assert ("Title", "At home") in facts(made("home.mp3", *place)).tags
    assert "Title" not in dict(facts(ffmpeg.mp3(made("home.mp3", *place))).tags)


def test_a_result_that_is_too_large_is_refused() -> None:
    with pytest.raises(UserError, match="too large"):
        ffmpeg.convert([tone(2)], ["-f", "wav"], most=1000)
