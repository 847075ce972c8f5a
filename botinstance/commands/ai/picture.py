"""A picture as small as a language model needs it.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io

from botinstance.usererror import UserError

SIDE = 1024  # pixels: models look at no more
_PIXELS = 30_000_000  # of the picture given: a small file may unpack to gigabytes


def jpeg(picture: bytes) -> bytes:
    """Of a JPEG, PNG or WebP. Raises UserError."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > _PIXELS:
                raise UserError("That picture has too many pixels for me.")
            image.draft("RGB", (SIDE, SIDE))  # a JPEG need not be unpacked at full size
            small = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise UserError("I cannot read that picture: send a JPEG, PNG or WebP.") from None
    except Image.DecompressionBombError:
        raise UserError("That picture has too many pixels for me.") from None
    small.thumbnail((SIDE, SIDE))
    flat = Image.new("RGB", small.size, "white")
    flat.paste(small, mask=small)
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
