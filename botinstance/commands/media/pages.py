"""Pictures as the pages of a PDF.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io

from botinstance.commands.media import canvas

_DPI = 150


def pdf(pictures: bytes, sizes: list[int]) -> bytes:
    """A PDF of `pictures`, one behind the other, of so many bytes each. Raises UserError."""
    pages, at = [], 0
    for size in sizes:
        pages.append(canvas.flat(canvas.opened(pictures[at : at + size])))
        at += size
    buffer = io.BytesIO()
    pages[0].save(
        buffer, "PDF", save_all=True, append_images=pages[1:], resolution=_DPI, quality=85
    )
    return buffer.getvalue()
