"""Pictures, stickers and documents for tests."""

from __future__ import annotations

import functools
import io

from PIL import Image, ImageDraw, ImageFont

from botinstance.commands.media import codes
from botinstance.link.protocol import Media

PICTURE = Media("image", 1000, "image/png")
STICKER = Media("sticker", 1000, "image/webp")
PDF = Media("document", 1000, "application/pdf", name="plan.pdf")
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def still(width: int = 100, height: int = 50) -> bytes:
    """A sticker that does not move."""
    return saved(Image.new("RGBA", (width, height), (255, 0, 0, 128)), "WEBP")


def moving(frames: int = 4, each: int = 250) -> bytes:
    """A sticker whose frames, of so many milliseconds, go from black to red."""
    pictures = [Image.new("RGB", (128, 128), (n * 255 // frames, 0, 0)) for n in range(frames)]
    return saved(
        pictures[0], "WEBP", save_all=True, append_images=pictures[1:], duration=each, loop=0
    )


def written(text: str) -> bytes:
    """A page with a line of text."""
    page = Image.new("RGB", (900, 160), "white")
    font = ImageFont.truetype(_FONT, 60)
    ImageDraw.Draw(page).text((40, 40), text, fill="black", font=font)
    return saved(page)


@functools.cache
def pdf(pages: int = 2) -> bytes:
    sheets = [Image.new("RGB", (200, 300), "white") for _ in range(pages)]
    return saved(sheets[0], "PDF", save_all=True, append_images=sheets[1:])


def qr_code(text: str = "hello") -> bytes:
    return codes.drawn(text.encode())
