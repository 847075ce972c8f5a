"""Words as a picture: glowing tubes, a broken screen, green rain.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from botinstance.commands.media import canvas
from botinstance.commands.media.fonts import BOLD, font_of
from botinstance.commands.media.lettering import Lettering, lettered

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH, _HEIGHT, _MARGIN = 1000, 560, 60  # pixels
_RAIN = "01<>*+=/#$%&?ABCDEFGHKLMNPRSTXZ"


def logo(_: bytes, text: str, style: str) -> bytes:
    """A JPEG. `style` is a key of STYLES."""
    letters = lettered(text, _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN, most=220)
    return canvas.jpeg(STYLES[style](letters))


def neon(letters: Lettering) -> Image:
    from PIL import ImageFilter

    made = _ground("#0b0716")
    for radius, colour in ((34, "#ff2bd6"), (16, "#ff2bd6"), (6, "#ff8bea")):
        glow = _full(letters.ink).filter(ImageFilter.GaussianBlur(radius))
        made.paste(colour, (0, 0), glow.point(lambda light: min(255, light * 2)))
    return _written(made, letters, "#fff2fd")


def glitch(letters: Lettering) -> Image:
    """Its colours apart, and strips of it moved sideways."""
    from PIL import ImageChops

    made, ink = _ground("#101018"), _full(letters.ink)
    made.paste("#00e5ff", (0, 0), ImageChops.offset(ink, -9, 0))
    made.paste("#ff2a4d", (0, 0), ImageChops.offset(ink, 9, 0))
    made = _written(made, letters, "#f5f5f5")
    chance = random.Random(letters.size)
    for _ in range(9):
        top, high = chance.randrange(_HEIGHT - 40), chance.randrange(6, 34)
        strip = made.crop((0, top, _WIDTH, top + high))
        made.paste(ImageChops.offset(strip, chance.randint(-45, 45), 0), (0, top))
    return made


def matrix(letters: Lettering) -> Image:
    from PIL import ImageDraw, ImageFilter

    made = _ground("#020802")
    draw, chance = ImageDraw.Draw(made), random.Random(letters.size)
    font = font_of(BOLD, 20)
    for x in range(8, _WIDTH, 24):
        head = chance.randrange(_HEIGHT)
        for y in range(0, _HEIGHT, 24):
            light = 200 - (head - y) % _HEIGHT * 200 // _HEIGHT
            draw.text((x, y), chance.choice(_RAIN), fill=(0, light, light // 4), font=font)
    shade = _full(letters.ink).filter(ImageFilter.GaussianBlur(14))
    made.paste("#001400", (0, 0), shade.point(lambda light: min(255, light * 3)))
    return _written(made, letters, "#7dff8a")


def _ground(colour: str) -> Image:
    from PIL import Image as images

    return images.new("RGBA", (_WIDTH, _HEIGHT), colour)


def _full(ink: Image) -> Image:
    """The ink at its place in the whole picture."""
    from PIL import Image as images

    made = images.new("L", (_WIDTH, _HEIGHT))
    made.paste(ink, (_MARGIN, _MARGIN))
    return made


def _written(made: Image, letters: Lettering, fill: str) -> Image:
    made.paste(fill, (0, 0), _full(letters.ink))
    made.alpha_composite(letters.emoji, (_MARGIN, _MARGIN))
    return made


STYLES = {"neon": neon, "glitch": glitch, "matrix": matrix}
