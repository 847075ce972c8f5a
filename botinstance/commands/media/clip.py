"""The sound or the video that a command is about, and how a new one is sent back."""

from __future__ import annotations

from dataclasses import dataclass

from botinstance.commands.media import ffmpeg
from botinstance.commands.media.ffmpeg import Facts
from botinstance.commands.media.given import Given, found, loaded
from botinstance.context import Context, UserError
from botinstance.link.protocol import File, Media

MINUTES = 10  # of a sound
VIDEO_SECONDS = 180


@dataclass(frozen=True)
class Clip:
    """A file of a message, with what it is."""

    media: Media
    data: bytes
    facts: Facts

    @property
    def voice(self) -> bool:
        return self.media.voice and not self.facts.picture


def sound(context: Context) -> Clip:
    """A sound, or a video that has one. Raises UserError."""
    clip = opened(context, found(context, is_clip, "a sound or a video"))
    if not clip.facts.sound:
        raise UserError("There is no sound in that.")
    if clip.facts.seconds > MINUTES * 60:
        raise UserError(f"That is too long for me: at most {MINUTES} minutes of sound.")
    return clip


def video(context: Context) -> Clip:
    """A video, or a GIF. Raises UserError."""
    clip = opened(context, found(context, is_video, "a video"))
    if not clip.facts.picture:
        raise UserError("There is no picture in that.")
    return clip


def either(context: Context, what: str = "a sound or a video") -> Clip:
    """Of any length. Raises UserError."""
    return opened(context, found(context, is_clip, what))


def opened(context: Context, given: Given) -> Clip:
    """Raises UserError where it is neither a sound nor a video."""
    data = loaded(context, given)
    return Clip(given.media, data, ffmpeg.probe(data))


def is_sound(media: Media) -> bool:
    """Maybe one that was sent as a document."""
    return media.kind == "audio" or media.mimetype.startswith("audio/")


def is_video(media: Media) -> bool:
    return media.kind == "video" or media.mimetype.startswith(("video/", "image/gif"))


def is_clip(media: Media) -> bool:
    return is_sound(media) or is_video(media)


def send(context: Context, clip: Clip, made: bytes) -> None:
    """What was made of the clip, as the same kind of message."""
    if clip.facts.picture:
        send_video(context, made)
    elif clip.voice:
        send_voice(context, made)
    else:
        send_audio(context, made)


def send_voice(context: Context, ogg: bytes) -> None:
    context.link.send_voice(context.message, ogg, _seconds(ogg))


def send_audio(context: Context, mp3: bytes) -> None:
    file = File("audio", mp3, "audio/mpeg", seconds=_seconds(mp3))
    context.link.send_file(context.message, file)


def send_video(context: Context, mp4: bytes, *, gif: bool = False) -> None:
    file = File("video", mp4, "video/mp4", seconds=_seconds(mp4), gif=gif)
    context.link.send_file(context.message, file)


def _seconds(data: bytes) -> int:
    return max(1, round(ffmpeg.probe(data).seconds))
