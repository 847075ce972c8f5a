"""Which font draws which part of a line. What no font has is drawn as the empty box that fonts
have for it.

Runs by `tools.work`, in a process of its own.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from botinstance.commands.text.clusters import clusters

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FONTS = "/usr/share/fonts/truetype/"
BOLD = "dejavu/DejaVuSans-Bold.ttf"
PLAIN = "dejavu/DejaVuSans.ttf"
EMOJI = "noto/NotoColorEmoji.ttf"
STRIKE = 109  # the one size that the font of emoji has
_OTHERS = ("lohit-devanagari/Lohit-Devanagari.ttf",)  # for what the first has no letters for


class Run(NamedTuple):
    """Part of a line in one font."""

    text: str
    font: str


def length(text: str, font: str, size: int) -> float:
    """In pixels."""
    return sum(width(run, size) for run in runs(text, font))


def width(run: Run, size: int) -> float:
    """In pixels."""
    if run.font == EMOJI:
        return font_of(EMOJI, STRIKE).getlength(run.text) * size / STRIKE
    return font_of(run.font, size).getlength(run.text)


def runs(line: str, font: str) -> list[Run]:
    """The line in its order of reading; `font` comes first."""
    found: list[Run] = []
    for cluster in clusters(line):
        chosen = _chosen(cluster, font)
        if found and found[-1].font == chosen:
            found[-1] = Run(found[-1].text + cluster, chosen)
        else:
            found.append(Run(cluster, chosen))
    return found


@functools.lru_cache(maxsize=4096)
def _chosen(cluster: str, font: str) -> str:
    """The font that has what it needs; `font` itself if none has."""
    if _is_emoji(cluster):
        return EMOJI if _there(EMOJI) else font
    fonts = (font, *(it for it in _OTHERS if _there(it)))
    return next((it for it in fonts if _has(it, cluster[0])), font)


def _is_emoji(cluster: str) -> bool:
    return "\ufe0f" in cluster or "\u20e3" in cluster or "\U0001f000" <= cluster[0] < "\U0001fb00"


@functools.lru_cache(maxsize=4096)
def _has(font: str, character: str) -> bool:
    face = font_of(font, 20)
    return bytes(face.getmask(character)) != bytes(face.getmask("\U0010fffd"))


@functools.cache
def _there(font: str) -> bool:
    from pathlib import Path

    return Path(_FONTS, font).exists()


@functools.cache
def font_of(name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(f"{_FONTS}{name}", size)
