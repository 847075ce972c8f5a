"""Opening pictures of strangers, and saving ours.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botinstance.usererror import UserError

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 2048  # pixels: what phones show; larger pictures are made so small
MAX_PIXELS = 30_000_000  # of the picture given: a small file may unpack to gigabytes
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def opened(data: bytes, side: int = SIDE) -> Image:
    """A JPEG, PNG, WebP or GIF, of several frames the first, upright, RGBA, no wider or higher
    than `side`. Raises UserError."""
    from PIL import ImageOps

    with reading(data) as image:
        image.draft("RGB", (side, side))  # a JPEG need not be unpacked at full size
        picture: Image = image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGBA")
        picture.thumbnail((side, side), reducing_gap=1.0)  # first, as copies are large
        return ImageOps.exif_transpose(picture).convert("RGBA")


@contextmanager
def reading(data: bytes) -> Iterator[Any]:
    """A picture while it is read, not unpacked yet. Raises UserError for one that cannot be."""
    from PIL import Image, UnidentifiedImageError, WebPImagePlugin  # noqa: F401  (not all formats)

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UserError("That picture has too many pixels for me.")
            yield image
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise UserError("I cannot read that picture: send a JPEG, PNG or WebP.") from None
    except Image.DecompressionBombError:
        raise UserError("That picture has too many pixels for me.") from None


def flat(image: Image, ground: str = "white") -> Image:
    """RGB, with `ground` where it was transparent."""
    from PIL import Image as images

    made = images.new("RGB", image.size, ground)
    made.paste(image, mask=image.getchannel("A"))
    return made


def jpeg(image: Image, quality: int = 88) -> bytes:
    """Of a picture in RGBA."""
    buffer = io.BytesIO()
    flat(image).save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def png(image: Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def first(picture: bytes) -> bytes:
    """The picture as PNG; of what moves, the first frame. Raises UserError."""
    return png(opened(picture))


def shown(picture: bytes) -> bytes:
    """The picture as JPEG, as large as phones show it. Raises UserError."""
    return jpeg(opened(picture, 1600), 92)


def square(picture: bytes) -> bytes:
    """The middle of the picture as a JPEG, as WhatsApp shows accounts and groups: 640 by 640.
    Raises UserError."""
    from PIL import ImageOps

    return jpeg(ImageOps.fit(opened(picture), (640, 640)), 85)


def small(picture: bytes) -> bytes:
    """The picture as JPEG, as large as language models look at it. Raises UserError."""
    return jpeg(opened(picture, 1024), 80)


def fitted(picture: bytes, quality: int, box: list[int] | None) -> bytes:
    """The picture as JPEG, as large as fits into `box`, width and height in pixels. Raises
    UserError."""
    from PIL import ImageOps

    if box is None:
        return jpeg(opened(picture, 1600), quality)
    return jpeg(ImageOps.contain(opened(picture, max(box)), (box[0], box[1])), quality)


def page(picture: bytes) -> bytes:
    """The picture in grey, as programs read it best: small ones larger. Raises UserError."""
    image = flat(opened(picture)).convert("L")
    if max(image.size) < SIDE // 2:
        image = image.resize((image.width * 2, image.height * 2))
    return png(image)
