"""Pictures: the text in one of a QR code, as a phone's camera would see it, and portraits."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from sandbox.people.errors import bad_request

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
PIXELS = 4000  # of a side, so that a hostile picture stays small in memory
SIDE = 640  # pixels of a portrait


def qr_text(picture: bytes) -> str:
    """Raises PhoneError."""
    # the pattern of a QR code can look like a bar code too: ask for nothing else
    grey = _flattened(_opened(picture)).convert("L")
    found = zxingcpp.read_barcode(grey, formats=_QR)
    if found is None:
        raise bad_request("There is no QR code in this picture, or it is not sharp enough.")
    return str(found.text)


def portrait(picture: bytes) -> bytes:
    """The middle square, as the JPEG that phones show of people and groups. Raises PhoneError."""
    square = (SIDE, SIDE)
    fitted = ImageOps.fit(_flattened(_opened(picture)).convert("RGB"), square)
    jpeg = io.BytesIO()
    fitted.save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue()


def _opened(picture: bytes) -> Image.Image:
    """Raises PhoneError."""
    try:
        image = Image.open(io.BytesIO(picture))
        if max(image.size) > PIXELS:
            raise bad_request(f"The picture is larger than {PIXELS} pixels. Make it smaller.")
        image.load()
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
    ):
        raise bad_request("This is not a picture that can be read. A PNG will do.") from None
    return image


def _flattened(image: Image.Image) -> Image.Image:
    """On white, whatever was transparent."""
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
