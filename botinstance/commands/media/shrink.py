"""A picture with fewer bytes or pixels.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io

from botinstance.usererror import UserError

_SIDE = 1600  # pixels, unless a size is asked for
_PIXELS = 30_000_000  # of the picture given: a small file may unpack to gigabytes


def picture(data: bytes, quality: int, box: list[int] | None) -> bytes:
    """A JPEG that fits into `box`, width and height in pixels. Raises UserError."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    width, height = box or (_SIDE, _SIDE)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > _PIXELS:
                raise UserError("That picture has too many pixels for me.")
            image.draft("RGB", (width, height))  # a JPEG need not be unpacked at full size
            small = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise UserError("I cannot read that picture: send a JPEG, PNG or WebP.") from None
    except Image.DecompressionBombError:
        raise UserError("That picture has too many pixels for me.") from None
    if box or small.width > width or small.height > height:
        small = ImageOps.contain(small, (width, height))
    flat = Image.new("RGB", small.size, "white")
    flat.paste(small, mask=small)
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
