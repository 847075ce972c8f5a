"""Stickers of words: in changing colours, in one, as “brat”, and on a picture.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

from botinstance.commands.media import canvas, webp
from botinstance.commands.media.fonts import PLAIN
from botinstance.commands.media.lettering import lettered

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = webp.SIDE
_EDGE = 12  # pixels that stay free around words
_FRAMES, _EACH = 10, 100  # of a sticker that moves, and milliseconds


def attp(_: bytes, text: str, pack: str, author: str) -> bytes:
    """Letters that run through the colours of the rainbow."""
    letters = lettered(text, _SIDE, _SIDE, most=180, stroke=0.06)
    frames = []
    for number in range(_FRAMES):
        frame = _empty()
        letters.on(frame, _rainbow(number / _FRAMES), "black")
        frames.append(frame)
    return webp.moving(frames, _EACH, pack, author)


def ttp(_: bytes, text: str, pack: str, author: str) -> bytes:
    picture = _empty()
    lettered(text, _SIDE, _SIDE, most=180, stroke=0.06).on(picture, "white", "black")
    return webp.saved(picture, pack, author)


def brat(_: bytes, text: str, pack: str, author: str) -> bytes:
    """Black on white, a little out of focus."""
    from PIL import Image as images
    from PIL import ImageFilter

    picture = images.new("RGBA", (_SIDE, _SIDE), "white")
    side = _SIDE - 4 * _EDGE
    words = images.new("RGBA", (side, side), "white")
    lettered(text, side, side, most=200, font=PLAIN, align="left", up="top").on(words, "black")
    picture.paste(words, (2 * _EDGE, 2 * _EDGE))
    return webp.saved(picture.filter(ImageFilter.GaussianBlur(2)), pack, author)


def meme(picture: bytes, top: str, bottom: str, pack: str, author: str) -> bytes:
    """A picture with words above and below on it. Raises UserError."""
    made = webp.square(canvas.opened(picture, _SIDE * 2))
    third = _SIDE // 3
    for text, y, up in ((top, _EDGE, "top"), (bottom, _SIDE - third - _EDGE, "bottom")):
        part = made.crop((0, y, _SIDE, y + third))
        lettered(text, _SIDE, third, most=72, stroke=0.07, up=up).on(part, "white", "black")
        made.paste(part, (0, y))
    return webp.saved(made, pack, author)


def _empty() -> Image:
    from PIL import Image as images

    return images.new("RGBA", (_SIDE, _SIDE), (0, 0, 0, 0))


def _rainbow(begin: float) -> Image:
    """All colours from left to right, from the hue `begin`, 0 to 1."""
    from PIL import Image as images

    row = images.new("RGB", (64, 1))
    row.putdata([_colour(begin + x / 64) for x in range(64)])
    return row.resize((_SIDE, _SIDE))


def _colour(hue: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, 0.85, 1)
    return round(red * 255), round(green * 255), round(blue * 255)
