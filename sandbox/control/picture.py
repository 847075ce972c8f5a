"""The text in a picture of a QR code, as a phone's camera would see it."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image, UnidentifiedImageError

from sandbox.people.errors import bad_request

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
PIXELS = 4000  # of a side, so that a hostile picture stays small in memory


def qr_text(picture: bytes) -> str:
    """Raises PhoneError."""
    try:
        image = Image.open(io.BytesIO(picture))
        if max(image.size) > PIXELS:
            raise bad_request(f"The picture is larger than {PIXELS} pixels. Crop it to the code.")
        # the pattern of a QR code can look like a bar code too: ask for nothing else
        found = zxingcpp.read_barcode(_flattened(image), formats=_QR)
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
    ):
        raise bad_request("This is not a picture that can be read. A PNG will do.") from None
    if found is None:
        raise bad_request("There is no QR code in this picture, or it is not sharp enough.")
    return str(found.text)


def _flattened(image: Image.Image) -> Image.Image:
    """Grey on white, whatever was transparent."""
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("L")
