"""compress: a picture, a video or a sound that takes less room."""

from __future__ import annotations

import re
from typing import NamedTuple

from botinstance import tools
from botinstance.commands.media import clip, ffmpeg
from botinstance.commands.media.clip import Clip
from botinstance.commands.media.given import found, is_picture, loaded
from botinstance.context import Context, UserError
from botinstance.link.protocol import File, Media

_QUALITIES = {"low": 25, "medium": 50, "high": 75}
_LEAST, _LARGEST = 16, 4096  # pixels


class Wish(NamedTuple):
    """`box` is the width and the height that it shall fit into; None: as it is."""

    quality: int  # 1 to 100
    box: tuple[int, int] | None


def run(context: Context) -> None:
    wish = wished(context.args, context.config.prefix)
    given = found(context, _suits, "a picture, a video or a sound")
    if clip.is_clip(given.media):
        _clip(context, clip.opened(context, given), wish)
    else:
        _picture(context, loaded(context, given), wish)


def wished(text: str, prefix: str) -> Wish:
    """Of "", "low", "40", "40%" and "640x480". Raises UserError."""
    word = text.strip().lower()
    size = re.fullmatch(r"(\d{1,5})\s*[x×*]\s*(\d{1,5})", word, re.ASCII)
    if size:
        box = (int(size[1]), int(size[2]))
        if not _LEAST <= min(box) <= max(box) <= _LARGEST:
            raise UserError(f"A width and a height are from {_LEAST} to {_LARGEST} pixels.")
        return Wish(_QUALITIES["high"], box)
    number = re.fullmatch(r"(\d{1,3})\s*%?", word, re.ASCII)
    quality = int(number[1]) if number else _QUALITIES.get(word or "medium", 0)
    if not 1 <= quality <= 100:
        raise UserError(
            "Write a quality from 1 to 100, or low, medium or high, or a size, "
            f"as in {prefix}compress 640x480"
        )
    return Wish(quality, None)


def _suits(media: Media) -> bool:
    return media.kind != "sticker" and (is_picture(media) or clip.is_clip(media))


def _picture(context: Context, data: bytes, wish: Wish) -> None:
    work = "botinstance.commands.media.canvas:fitted"
    jpeg = tools.work(work, data, quality=wish.quality, box=wish.box)
    _check(data, jpeg, wish)
    context.link.send_file(context.message, File("image", jpeg, "image/jpeg"))


def _clip(context: Context, given: Clip, wish: Wish) -> None:
    most = clip.VIDEO_SECONDS if given.facts.picture else clip.MINUTES * 60
    if given.facts.seconds > most:
        raise UserError(f"That is too long for me: at most {most // 60} minutes.")
    made = _video(given, wish) if given.facts.picture else _sound(given, wish)
    _check(given.data, made, wish)
    clip.send(context, given, made)


def _sound(given: Clip, wish: Wish) -> bytes:
    if given.voice:
        return ffmpeg.voice(given.data)
    return ffmpeg.mp3(given.data, kbits=max(32, round(wish.quality * 1.28)))


def _video(given: Clip, wish: Wish) -> bytes:
    width, height = wish.box or (640, 640)
    crf = round(44 - wish.quality / 4)  # 19 is as good as the original, 44 hardly to be seen
    options = ffmpeg.mp4(min(width, 1280), crf, 600, min(height, 1280))
    return ffmpeg.convert([given.data], ["-t", str(clip.VIDEO_SECONDS), *options])


def _check(before: bytes, after: bytes, wish: Wish) -> None:
    """Whoever asks for other sides does not ask for fewer bytes."""
    if not wish.box and len(after) >= len(before):
        raise UserError("It is as small already as I could make it.")
