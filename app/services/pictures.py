"""QR codes as pictures."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
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


def outline(text: str) -> tuple[int, str]:
    """The QR code of `text` as the way of a pen that is one module thick, for an SVG path: its
    size in modules with the quiet zone, and the path. A quarter of what qrcode's own SVG weighs;
    made to stand a crease in the paper."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER, mask_pattern=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    return len(matrix), "".join(_strokes(matrix))


def _strokes(matrix: Sequence[Sequence[bool]]) -> Iterator[str]:
    """Each stroke begins where it stands to the end of the one before: that is shortest."""
    at_x, at_y = 0, 0
    yield "M0 .5"
    for y, row in enumerate(matrix):
        x = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                yield f"m{x - at_x} {y - at_y}h{length}"
                at_x, at_y = x + length, y
            x += length
