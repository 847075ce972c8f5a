"""The frames of a sticker that moves, for ffmpeg, which cannot read it itself.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import io

from botinstance.commands.media import canvas

LONGEST = 10  # seconds
SIDE = 512  # pixels


def jpegs(sticker: bytes, rate: int) -> bytes:
    """JPEGs one behind the other, `rate` a second, at least one second. Raises UserError."""
    out = io.BytesIO()
    with canvas.reading(sticker) as image:
        shown = 0.0  # milliseconds of the frames so far
        written = 0
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frame = image.convert("RGBA")
            frame.thumbnail((SIDE, SIDE))
            shown += image.info.get("duration") or 1000 / rate
            if number + 1 == getattr(image, "n_frames", 1):
                shown = max(shown, 1000.0)
            due = int(min(shown, LONGEST * 1000) * rate / 1000 + 0.5)
            out.write(canvas.jpeg(frame, 90) * (due - written))
            written = max(written, due)
            if shown >= LONGEST * 1000:
                break
    return out.getvalue()
