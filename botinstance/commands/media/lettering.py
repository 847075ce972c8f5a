"""Words on pictures: wrapped, as large as they fit, in any script that a font is there for, with
emoji in colour.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from botinstance.commands.media import fonts
from botinstance.commands.media.fonts import BOLD, EMOJI, STRIKE, Run, font_of
from botinstance.commands.text.clusters import clusters

if TYPE_CHECKING:
    from PIL.Image import Image

_LINE = 1.25  # height of a line, in font sizes
_SHRINK = 0.92  # from one size tried to the next


class Lettering(NamedTuple):
    """Where there is ink, and the emoji, which bring their own colours."""

    ink: Image  # L
    edge: Image  # L: the ink, wider by the stroke
    emoji: Image  # RGBA
    size: int  # of the font, pixels
    height: int  # of all lines together, pixels

    def on(self, picture: Image, fill: str | Image, edge: str = "") -> None:
        """Draw it at the picture's upper left; both are of one size."""
        if edge:
            picture.paste(edge, (0, 0), self.edge)
        picture.paste(fill, (0, 0), self.ink)
        picture.alpha_composite(self.emoji)


def lettered(
    text: str, width: int, height: int, *, most: int, least: int = 14, font: str = BOLD,
    stroke: float = 0.0, align: str = "center", up: str = "middle",
) -> Lettering:  # fmt: skip
    """`text` in a space of `width` and `height` pixels, in the largest size from `most` down to
    `least` that fits; what does not fit then is left out. `stroke` is in font sizes, `align`
    left or center, `up` where it stands: top, middle or bottom."""
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
    size = float(most)
    while True:
        lines = _wrapped(text, width - 2 * round(stroke * size), font, int(size))
        high = round(len(lines) * size * _LINE)
        if high <= height or size * _SHRINK < least:
            break
        size *= _SHRINK
    lines = lines[: max(1, int(height / (size * _LINE)))]
    return _drawn(lines, width, height, int(size), stroke, align, up)


def _drawn(
    lines: list[list[Run]], width: int, height: int, size: int, stroke: float, align: str, up: str
) -> Lettering:
    from PIL import Image as images

    ink, edge = (images.new("L", (width, height)) for _ in range(2))
    emoji = images.new("RGBA", (width, height), (0, 0, 0, 0))
    line, wide = size * _LINE, round(stroke * size)
    free = height - line * len(lines)
    top = {"top": 0.0, "middle": free / 2, "bottom": free}[up]
    for number, runs in enumerate(lines):
        used = sum(fonts.width(run, size) for run in runs)
        x = (width - used) / 2 if align == "center" else wide
        baseline = top + number * line + size
        for run in runs[::-1] if _is_rtl(runs) else runs:
            _draw(run, (x, baseline), size, wide, ink, edge, emoji)
            x += fonts.width(run, size)
    return Lettering(ink, edge, emoji, size, round(line * len(lines)))


def _draw(
    run: Run, at: tuple[float, float], size: int, stroke: int, ink: Image, edge: Image,
    emoji: Image,
) -> None:  # fmt: skip
    from PIL import Image as images
    from PIL import ImageDraw

    if run.font != EMOJI:
        font = font_of(run.font, size)
        ImageDraw.Draw(ink).text(at, run.text, fill=255, font=font, anchor="ls")
        if stroke:
            ImageDraw.Draw(edge).text(
                at, run.text, fill=255, font=font, anchor="ls", stroke_width=stroke
            )
        return
    font, width = font_of(EMOJI, STRIKE), round(fonts.width(run, size))
    strike = images.new("RGBA", (max(1, round(font.getlength(run.text))), 128), (0, 0, 0, 0))
    ImageDraw.Draw(strike).text((0, 0), run.text, font=font, embedded_color=True)
    small = strike.resize((max(1, width), max(1, round(size * 128 / STRIKE))))
    emoji.paste(small, (round(at[0]), round(at[1] - size * 0.95)), small)


def _wrapped(text: str, width: int, font: str, size: int) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if fonts.length(longer, font, size) <= width:
                line = longer
                continue
            if line:
                lines.append(fonts.runs(line, font))
            *full, line = _broken(word, width, font, size)
            lines += [fonts.runs(part, font) for part in full]
        lines.append(fonts.runs(line, font))
    return lines


def _broken(word: str, width: int, font: str, size: int) -> list[str]:
    """The word in parts that fit, mostly one."""
    if fonts.length(word, font, size) <= width:
        return [word]
    parts = [""]
    for cluster in clusters(word):
        if parts[-1] and fonts.length(parts[-1] + cluster, font, size) > width:
            parts.append("")
        parts[-1] += cluster
    return parts


def _is_rtl(runs: list[Run]) -> bool:
    """By its first letter that has a direction."""
    directions = (unicodedata.bidirectional(c) for run in runs for c in run.text)
    return next((it for it in directions if it in ("L", "R", "AL")), "L") != "L"
