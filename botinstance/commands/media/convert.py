"""tomp3, tovn, gif: the same in another form."""

from __future__ import annotations

from botinstance.commands.media import clip, ffmpeg
from botinstance.context import Context, UserError

_GIF_SECONDS = 60


def mp3(context: Context) -> None:
    clip.send_audio(context, ffmpeg.mp3(clip.sound(context).data))


def voice(context: Context) -> None:
    clip.send_voice(context, ffmpeg.voice(clip.sound(context).data))


def gif(context: Context) -> None:
    given = clip.video(context)
    if given.facts.seconds > _GIF_SECONDS:
        raise UserError(f"That is too long for a GIF: at most {_GIF_SECONDS} seconds.")
    # a GIF that is animated for ever says nothing about its length
    options = ["-t", str(_GIF_SECONDS), "-an", *ffmpeg.mp4(480, 28, 800)]
    clip.send_video(context, ffmpeg.convert([given.data], options), gif=True)
