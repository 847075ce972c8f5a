"""trim: a piece of a sound or a video."""

from __future__ import annotations

import re

from botinstance.commands.media import clip, ffmpeg
from botinstance.commands.media.clip import Clip
from botinstance.context import Context, UserError

_TIME = r"((?:\d{1,2}:){0,2}\d{1,4}(?:\.\d{1,3})?)"
_SPAN = re.compile(rf"\s*{_TIME}\s*(?:[;,–-]|\s|to)\s*{_TIME}\s*", re.ASCII)


def run(context: Context) -> None:
    start, end = span(context.args, context.config.prefix)
    given = clip.either(context)
    whole = given.facts.seconds
    if whole and start >= whole:
        raise UserError(f"It ends before that: it is {whole:.0f} seconds long.")
    most = clip.VIDEO_SECONDS if given.facts.picture else clip.MINUTES * 60
    if min(end, whole or end) - start > most:
        raise UserError(f"That piece is too long for me: at most {most} seconds.")
    # reading from there is quick, as what is before is not decoded
    cut = ["-ss", f"{start:.3f}"]
    length = ["-t", f"{end - start:.3f}"]
    clip.send(context, given, ffmpeg.convert([given.data], [*length, *_form(given)], before=cut))


def _form(given: Clip) -> list[str]:
    if given.facts.picture:
        return ffmpeg.mp4(848, 26, 600)
    return [*ffmpeg.VOICE] if given.voice else ["-b:a", "128k", *ffmpeg.MP3]


def span(text: str, prefix: str) -> tuple[float, float]:
    """(65.0, 80.0) of "1:05;1:20". Raises UserError."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise UserError(f"From when until when? Example: {prefix}trim 0:05;0:20")
    start, end = _seconds(found[1]), _seconds(found[2])
    if end <= start:
        raise UserError(f"The end must be after the start, as in {prefix}trim 0:05;0:20")
    return start, end


def _seconds(text: str) -> float:
    """Of "90", "1:30" and "1:01:30"."""
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return total
