"""A picture as WhatsApp wants a sticker: WebP, 512 × 512, small, with the pack's name in it."""

from __future__ import annotations

import io
import json
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 512  # pixels
MAX_PIXELS = 40_000_000  # of the picture given: a small file may unpack to gigabytes
MAX_BYTES = 100_000  # of a sticker that does not move; WhatsApp refuses larger ones
_QUALITIES = (90, 70, 50, 30, 10)
_FORMATS = ("JPEG", "PNG", "WEBP")


class PictureError(Exception):
    """Why no sticker can be made of it, as a sentence."""


def sticker(picture: bytes, pack: str) -> bytes:
    """`picture` (JPEG, PNG or WebP) as a sticker, whole, on a transparent square.

    Raises PictureError.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise PictureError("That picture has too many pixels for me.")
            square = _square(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise PictureError("I cannot read that picture: send a JPEG, PNG or WebP.") from None
    except Image.DecompressionBombError:
        raise PictureError("That picture has too many pixels for me.") from None
    return _saved(square, _exif(pack))


def _square(image: Image) -> Image:
    from PIL import Image as images
    from PIL import ImageOps

    image.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG need not be unpacked at full size
    picture = ImageOps.exif_transpose(image).convert("RGBA")
    picture = ImageOps.contain(picture, (SIDE, SIDE))
    square = images.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    square.paste(picture, ((SIDE - picture.width) // 2, (SIDE - picture.height) // 2))
    return square


def _saved(image: Image, exif: bytes) -> bytes:
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, exif=exif)
        if buffer.tell() <= MAX_BYTES:
            break
    return buffer.getvalue()


def _exif(pack: str) -> bytes:
    """A little-endian TIFF with one entry: tag 0x5741, JSON that names the sticker pack."""
    data = json.dumps({"sticker-pack-id": "bytzz", "sticker-pack-name": pack}).encode()
    entry = struct.pack("<HHII", 0x5741, 7, len(data), 22)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + data
