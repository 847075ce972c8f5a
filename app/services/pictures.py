"""QR codes as pictures."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_L
from qrcode.image.pure import PyPNGImage

BORDER = 4  # modules of quiet zone: what the standard asks for
BOX = 6  # pixels of a module


@lru_cache(maxsize=64)  # a page that waits asks for the same picture each second
def data_uri(text: str) -> str:
    """`data:image/png;base64,…` of the QR code of `text`."""
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_L, box_size=BOX, border=BORDER, image_factory=PyPNGImage
    )
    code.add_data(text)
    code.make(fit=True)
    stream = io.BytesIO()
    code.make_image().save(stream)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()
