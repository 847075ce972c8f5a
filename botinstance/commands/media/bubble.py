"""What somebody said, as a chat shows it: a picture, a name, and words in a bubble.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from botinstance.commands.media import canvas, webp
from botinstance.commands.media.fonts import BOLD, PLAIN
from botinstance.commands.media.lettering import Lettering, lettered
from botinstance.usererror import UserError

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = webp.SIDE
_FACE = 84  # pixels: the round picture
_GAP, _INSIDE = 12, 20  # beside the bubble, and in it
_ROUND = 28  # radius of its corners
_WIDTH = _SIDE - _FACE - _GAP - 2 * _INSIDE  # of the words
_GROUND, _WORDS = "#1f2c34", "#e9edef"
_COLOURS = ("#53bdeb", "#ff7a6b", "#7ae3c3", "#d88deb", "#ffbc38", "#a5b337")


def quote(face: bytes, name: str, text: str, pack: str, author: str) -> bytes:
    """A sticker; `face` may be empty, or no picture: then initials stand there."""
    from PIL import Image as images

    colour = _COLOURS[zlib.crc32(name.encode()) % len(_COLOURS)]
    title = lettered(name, _WIDTH, 40, most=30, least=16, font=BOLD, align="left", up="top")
    words = lettered(
        text, _WIDTH, _SIDE - 100, most=36, least=15, font=PLAIN, align="left", up="top"
    )
    height = max(_FACE, title.height + words.height + 2 * _INSIDE)
    made = images.new("RGBA", (_SIDE, height), (0, 0, 0, 0))
    made.alpha_composite(_bubble(height), (_FACE + _GAP, 0))
    left = _FACE + _GAP + _INSIDE
    _place(made, title, colour, left, _INSIDE)
    _place(made, words, _WORDS, left, _INSIDE + title.height)
    made.alpha_composite(_face(face, name, colour), (0, 0))
    return webp.saved(webp.whole(made), pack, author)


def _place(made: Image, letters: Lettering, fill: str, left: int, top: int) -> None:
    box = (left, top, left + letters.ink.width, min(made.height, top + letters.ink.height))
    part = made.crop((*box[:2], box[2], top + letters.ink.height))
    letters.on(part, fill)
    made.paste(part.crop((0, 0, box[2] - left, box[3] - top)), box[:2])


def _bubble(height: int) -> Image:
    from PIL import Image as images
    from PIL import ImageDraw

    made = images.new("RGBA", (_SIDE - _FACE - _GAP, height), (0, 0, 0, 0))
    corners = (0, 0, made.width - 1, height - 1)
    ImageDraw.Draw(made).rounded_rectangle(corners, _ROUND, fill=_GROUND)
    return made


def _face(face: bytes, name: str, colour: str) -> Image:
    from PIL import Image as images
    from PIL import ImageOps

    try:
        if face:
            return webp.rounded(ImageOps.fit(canvas.opened(face, 256), (_FACE, _FACE)))
    except UserError:
        pass  # WhatsApp gave something else than a picture
    made = images.new("RGBA", (_FACE, _FACE), colour)
    letters = "".join(word[0] for word in name.split()[:2] if word[0].isalnum()).upper() or "?"
    lettered(letters, _FACE, _FACE, most=38).on(made, "white")
    return webp.rounded(made)
