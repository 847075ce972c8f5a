"""Scenes that a picture of somebody is put into: drawn here, from lines and letters.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from botinstance.commands.media import canvas, webp
from botinstance.commands.media.lettering import lettered

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 640  # pixels of the picture in a scene
_SHAKES, _EACH = 8, 60  # of `triggered`: frames, and milliseconds of one


def scene(picture: bytes, name: str) -> bytes:
    """A JPEG. `name` is a key of SCENES. Raises UserError."""
    from PIL import ImageOps

    person = ImageOps.fit(canvas.flat(canvas.opened(picture, 2 * _SIDE)), (_SIDE, _SIDE))
    return canvas.jpeg(SCENES[name](person.convert("RGBA")))


def wanted(person: Image) -> Image:
    """A poster on old paper."""
    from PIL import Image as images
    from PIL import ImageDraw, ImageOps

    paper, ink = "#e2c893", "#3d2712"
    poster = images.new("RGBA", (800, 1100), paper)
    draw = ImageDraw.Draw(poster)
    draw.rectangle((24, 24, 775, 1075), outline=ink, width=8)
    draw.rectangle((40, 40, 759, 1059), outline=ink, width=2)
    old = ImageOps.colorize(person.convert("L"), ink, paper).convert("RGBA")
    poster.paste(old, (80, 250))
    draw.rectangle((74, 244, 725, 895), outline=ink, width=8)
    _words(poster, "WANTED", (60, 60, 740, 240), ink)
    _words(poster, "DEAD OR ALIVE", (100, 905, 700, 975), ink)
    _words(poster, "$ 1,000,000", (60, 970, 740, 1055), ink)
    return poster


def wasted(person: Image) -> Image:
    """Grey, with a dark band across it."""
    from PIL import Image as images
    from PIL import ImageEnhance

    made = ImageEnhance.Brightness(person.convert("L").convert("RGBA")).enhance(0.7)
    band = images.new("RGBA", (_SIDE, 150), (0, 0, 0, 150))
    made.alpha_composite(band, (0, (_SIDE - 150) // 2))
    _words(made, "wasted", (20, (_SIDE - 150) // 2, _SIDE - 20, (_SIDE + 150) // 2), "#d22f2f")
    return made


def jail(person: Image) -> Image:
    """Behind bars, with light on their left."""
    from PIL import ImageDraw, ImageEnhance

    made = ImageEnhance.Brightness(person.convert("L").convert("RGBA")).enhance(0.85)
    draw = ImageDraw.Draw(made)
    for y in (70, _SIDE - 100):
        draw.rectangle((0, y, _SIDE, y + 26), fill="#26282b")
        draw.rectangle((0, y, _SIDE, y + 6), fill="#6d7278")
    for x in range(30, _SIDE, 112):
        draw.rectangle((x, 0, x + 28, _SIDE), fill="#2f3236")
        draw.rectangle((x + 5, 0, x + 11, _SIDE), fill="#7d838a")
    return made


def trash(person: Image) -> Image:
    """In a bin, looking out."""
    from PIL import Image as images
    from PIL import ImageDraw

    made = images.new("RGBA", (800, 900), "#dfe7ea")
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, 780, 800, 900), fill="#b9c4c8")
    draw.ellipse((150, 300, 650, 400), fill="#2c3338")
    face = person.resize((400, 400)).rotate(12, expand=True)
    made.alpha_composite(face, (170, 60))
    draw.polygon([(150, 350), (650, 350), (590, 850), (210, 850)], fill="#5c6a72")
    for x in range(4):
        top, foot = 210 + x * 125, 255 + x * 95
        draw.line([(top, 400), (foot, 820)], fill="#48545b", width=16)
    draw.rounded_rectangle((130, 335, 670, 385), 20, fill="#77868f")
    return made


def triggered(picture: bytes, pack: str, author: str) -> bytes:
    """A sticker that shakes with anger. Raises UserError."""
    from PIL import Image as images
    from PIL import ImageOps

    room = 24  # pixels for the shaking
    person = ImageOps.fit(canvas.opened(picture, 1024), (webp.SIDE + 2 * room,) * 2)
    red = images.new("RGBA", person.size, (255, 40, 0, 70))
    ground = images.new("RGBA", person.size, "white")
    ground.alpha_composite(person)
    ground.alpha_composite(red)
    label = images.new("RGBA", (webp.SIDE + 2 * room, 110), "#e33b2e")
    _words(label, "TRIGGERED", (room, 0, webp.SIDE + room, 110), "white")
    shake, frames = random.Random(7), []
    for _ in range(_SHAKES):
        x, y, tilt = (shake.randint(0, 2 * room) for _ in range(3))
        frame = ground.crop((x, y, x + webp.SIDE, y + webp.SIDE))
        left = (tilt - room) // 2
        frame.alpha_composite(label.crop((room + left, 0, room + left + webp.SIDE, 110)), (0, 402))
        frames.append(frame)
    return webp.moving(frames, _EACH, pack, author)


def _words(picture: Image, text: str, box: tuple[int, int, int, int], fill: str) -> None:
    part = picture.crop(box)
    lettered(text, part.width, part.height, most=part.height).on(part, fill)
    picture.paste(part, box[:2])


SCENES = {"wanted": wanted, "wasted": wasted, "jail": jail, "trash": trash}
