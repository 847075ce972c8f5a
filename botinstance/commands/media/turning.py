"""A picture turned, mirrored or made larger.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

from botinstance.commands.media import canvas
from botinstance.usererror import UserError

LARGEST = 2048  # pixels of the longer side of what is made
_WAYS = {
    "90": "ROTATE_270",  # people turn clockwise, Pillow does not
    "180": "ROTATE_180",
    "270": "ROTATE_90",
    "h": "FLIP_LEFT_RIGHT",
    "v": "FLIP_TOP_BOTTOM",
}
WAYS = tuple(_WAYS)


def turned(picture: bytes, way: str) -> bytes:
    """A JPEG. `way` is one of WAYS: degrees clockwise, or the axis of a mirror. Raises
    UserError."""
    from PIL import Image as images

    image = canvas.opened(picture)
    return canvas.jpeg(image.transpose(images.Transpose[_WAYS[way]]), 92)


def doubled(picture: bytes) -> bytes:
    """A JPEG with twice as many pixels each way, sharpened. Raises UserError."""
    from PIL import Image as images
    from PIL import ImageFilter

    image = canvas.opened(picture, LARGEST)
    factor = min(2.0, LARGEST / max(image.size))
    if factor <= 1.1:
        raise UserError(f"That picture is large enough: {image.width} × {image.height} pixels.")
    size = (round(image.width * factor), round(image.height * factor))
    large = canvas.flat(image.resize(size, images.Resampling.LANCZOS))
    sharp = large.filter(ImageFilter.UnsharpMask(radius=2, percent=80, threshold=3))
    return canvas.jpeg(sharp.convert("RGBA"), 92)
