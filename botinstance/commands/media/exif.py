"""What a picture tells about itself.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from botinstance.usererror import UserError

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
_LONGEST = 100  # characters of a value
_CAMERA = ("Make", "Model", "Software", "Artist", "Copyright", "ImageDescription", "DateTime")
_SHOT = ("DateTimeOriginal", "LensModel", "ExposureTime", "FNumber", "ISOSpeedRatings")


def told(data: bytes) -> bytes:
    """Lines like "Model: X100"; no pixel is unpacked. Raises UserError."""
    from PIL import ExifTags, Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            lines = [f"Format: {image.format}", f"Pixels: {image.width} × {image.height}"]
            exif = image.getexif()
            shot = exif.get_ifd(ExifTags.IFD.Exif)
            position = _position(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except Image.DecompressionBombError:
        raise UserError("That picture has too many pixels for me.") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, struct.error):
        raise UserError("I cannot read that picture.") from None
    lines += _lines(dict(exif), _CAMERA, ExifTags.TAGS)
    lines += _lines(shot, _SHOT, ExifTags.TAGS)
    lines += [f"Position: {position}"] if position else []
    if len(lines) == 2:
        lines.append(
            "It tells nothing else: WhatsApp takes that out of pictures, not of documents."
        )
    return "\n".join(lines).encode()


def _lines(values: dict[int, Any], names: tuple[str, ...], tags: dict[int, str]) -> list[str]:
    named = {tags.get(number, ""): value for number, value in values.items()}
    return [f"{name}: {_text(named[name])}" for name in names if _text(named.get(name, ""))]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    return " ".join("".join(c for c in str(value) if c.isprintable()).split())[:_LONGEST]


def _position(gps: dict[int, Any]) -> str:
    """Degrees, as "52.51630, 13.37770"; empty where there is none. ref: Exif 2.32, 4.6.6"""
    try:
        north = _degrees(gps[2]) * (-1 if gps[1] == "S" else 1)
        east = _degrees(gps[4]) * (-1 if gps[3] == "W" else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"{north:.5f}, {east:.5f}"


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
