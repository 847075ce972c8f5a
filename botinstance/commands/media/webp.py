"""A picture as WhatsApp wants a sticker: WebP, 512 × 512, small, with the pack's name in it.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from botinstance.commands.media import canvas, riff

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 512  # pixels
MAX_BYTES = 100_000  # of a sticker that does not move; WhatsApp refuses larger ones
MAX_MOVING = 500_000  # of one that does
_QUALITIES = (90, 70, 50, 30, 10)


def sticker(picture: bytes, pack: str, author: str = "", shape: str = "whole") -> bytes:
    """`picture` as a sticker: "whole" on a transparent square, a "square" cut from its middle, or
    a "circle". Raises UserError."""
    return saved(_SHAPES[shape](canvas.opened(picture, SIDE * 2)), pack, author)


def saved(square: Image, pack: str, author: str) -> bytes:
    """A picture of 512 × 512 as a sticker."""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        square.save(buffer, "WEBP", quality=quality)
        if buffer.tell() <= MAX_BYTES:
            break
    return riff.tagged(buffer.getvalue(), pack, author)


def moving(frames: list[Image], milliseconds: int, pack: str, author: str) -> bytes:
    """Pictures of 512 × 512 as a sticker that shows each for so long, over and over."""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        frames[0].save(
            buffer,
            "WEBP",
            save_all=True,
            append_images=frames[1:],
            duration=milliseconds,
            loop=0,
            quality=quality,
            method=2,
        )
        if buffer.tell() <= MAX_MOVING:
            break
    return riff.tagged(buffer.getvalue(), pack, author)


def whole(picture: Image) -> Image:
    from PIL import Image as images
    from PIL import ImageOps

    picture = ImageOps.contain(picture, (SIDE, SIDE))
    square = images.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    square.paste(picture, ((SIDE - picture.width) // 2, (SIDE - picture.height) // 2))
    return square


def square(picture: Image) -> Image:
    from PIL import ImageOps

    return ImageOps.fit(picture, (SIDE, SIDE))


def circle(picture: Image) -> Image:
    return rounded(square(picture))


def rounded(picture: Image) -> Image:
    """Transparent outside of the ellipse that fits in it."""
    from PIL import Image as images
    from PIL import ImageChops, ImageDraw

    large = images.new("L", (picture.width * 2, picture.height * 2))
    ImageDraw.Draw(large).ellipse((0, 0, large.width - 1, large.height - 1), 255)
    mask = large.resize(picture.size)  # so that its edge is smooth
    picture.putalpha(ImageChops.multiply(picture.getchannel("A"), mask))
    return picture


_SHAPES = {"whole": whole, "square": square, "circle": circle}
