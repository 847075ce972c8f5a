"""What a picture may be turned into, by name.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botinstance.commands.media import canvas

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 1280  # pixels


def filtered(picture: bytes, name: str) -> bytes:
    """A JPEG. `name` is a key of FILTERS. Raises UserError."""
    image = canvas.flat(canvas.opened(picture, _SIDE))
    return canvas.jpeg(FILTERS[name](image).convert("RGBA"))


def blur(image: Image) -> Image:
    from PIL import ImageFilter

    return image.filter(ImageFilter.GaussianBlur(max(2, max(image.size) / 60)))


def pixel(image: Image) -> Image:
    from PIL import Image as images

    small = image.resize([max(1, side * 48 // max(image.size)) for side in image.size])
    return small.resize(image.size, images.Resampling.NEAREST)


def gray(image: Image) -> Image:
    return image.convert("L")


def invert(image: Image) -> Image:
    from PIL import ImageOps

    return ImageOps.invert(image)


def sketch(image: Image) -> Image:
    """As drawn with a pencil: dark is what is darker than its surroundings."""
    from PIL import ImageFilter, ImageMath

    light = image.convert("L")
    around = light.filter(ImageFilter.GaussianBlur(max(image.size) / 120))
    made: Image = ImageMath.lambda_eval(
        lambda of: of["convert"](
            of["min"](of["float"](of["light"]) * 255 / (of["float"](of["around"]) + 1), 255), "L"
        ),
        light=light,
        around=around,
    )
    return made


def contrast(image: Image) -> Image:
    from PIL import ImageEnhance, ImageOps

    return ImageEnhance.Contrast(ImageOps.autocontrast(image, cutoff=1)).enhance(1.25)


FILTERS = {
    "blur": blur,
    "pixel": pixel,
    "gray": gray,
    "invert": invert,
    "sketch": sketch,
    "contrast": contrast,
}
