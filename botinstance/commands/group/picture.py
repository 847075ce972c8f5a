"""A picture as WhatsApp wants it for a group: a square JPEG."""

from __future__ import annotations

import io

from botinstance.usererror import UserError

SIDE = 640  # pixels
MAX_PIXELS = 30_000_000  # of the picture given: a small file may unpack to gigabytes
_FORMATS = ("JPEG", "PNG", "WEBP")


def square(data: bytes) -> bytes:
    """The middle of a JPEG, PNG or WebP as a square JPEG. Raises UserError.

    Runs by `tools.work`, in a process of its own.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UserError("That picture has too many pixels for me.")
            image.draft("RGB", (SIDE, SIDE))  # a JPEG need not be unpacked at full size
            picture = image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGBA")
            middle = ImageOps.fit(picture, (SIDE, SIDE))  # first, as copies are large
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise UserError("I cannot read that picture: send a JPEG, PNG or WebP.") from None
    except Image.DecompressionBombError:
        raise UserError("That picture has too many pixels for me.") from None
    upright = ImageOps.exif_transpose(middle).convert("RGBA")
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright.getchannel("A"))
    buffer = io.BytesIO()
    ground.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
