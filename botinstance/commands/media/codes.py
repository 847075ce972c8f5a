"""QR codes and barcodes.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import json

from botinstance.commands.media import canvas
from botinstance.usererror import UserError

_SIDE = 2048  # pixels of a picture to read
MOST = 5  # codes of one picture that are told
_LONGEST = 700  # characters that are told of each


def drawn(text: bytes) -> bytes:
    """A PNG. `text` is UTF-8. Raises UserError."""
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    code = QRCode(
        error_correction=ERROR_CORRECT_M if len(text) < 600 else ERROR_CORRECT_L, border=4
    )
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):  # the second is what version 41 is to the library
        raise UserError("That is too long for a QR code.") from None
    code.box_size = max(4, 640 // (code.modules_count + 8))
    return canvas.png(code.make_image().get_image().convert("L"))


def read(picture: bytes) -> bytes:
    """What the codes in a picture say: JSON, a list of [kind, text]. Raises UserError."""
    import zxingcpp

    image = canvas.flat(canvas.opened(picture, _SIDE)).convert("L")
    found = zxingcpp.read_barcodes(image)
    codes = [[str(code.format.name), code.text[:_LONGEST]] for code in found if code.text]
    return json.dumps(codes[:MOST]).encode()
