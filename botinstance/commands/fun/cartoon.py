"""Little moving pictures of what people do to each other. Runs in a process of its own
(tools.work)."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from botinstance.commands.fun.paper import Paper

FRAMES, PACE = 20, 80  # each frame takes so many milliseconds
_SKIN, _OTHER = "#ffd23f", "#8fd3f4"  # of the one who acts, and of the other


def hug(paper: Paper, t: float) -> None:
    close = _swing(t)
    paper.face(33 + 6 * close, 62, _SKIN, glad=close > 0.4)
    paper.face(67 - 6 * close, 62, _OTHER, glad=close > 0.4)
    paper.hand(24 + 34 * close, 76, 80, r=6)
    paper.hand(76 - 34 * close, 80, -80, r=6)
    paper.heart(50, 34 - 8 * close, 4 + 9 * close)


def pat(paper: Paper, t: float) -> None:
    low = _swing(2 * t)
    paper.face(50, 66 + 2 * low, _SKIN, r=24)
    paper.hand(50, 24 + 12 * low, 90)
    if low > 0.5:
        paper.heart(80, 40, 6)


def slap(paper: Paper, t: float) -> None:
    far = max(0.0, math.cos(math.tau * t))
    paper.face(42 - 6 * (1 - far), 58, _SKIN, r=24, glad=False)
    paper.hand(70 + 20 * far, 52, -20 + 40 * far)
    if far < 0.3:
        for n in range(3):
            paper.star(22 + 20 * n, 22 + 4 * (n % 2), 7, 360 * t)


def highfive(paper: Paper, t: float) -> None:
    close = _swing(t)
    paper.face(16, 78, _SKIN, r=14)
    paper.face(84, 78, _OTHER, r=14)
    if close > 0.85:
        paper.star(50, 40, 34, 90 * t)
    paper.hand(20 + 20 * close, 46, 12)
    paper.hand(80 - 20 * close, 46, -12)


def dance(paper: Paper, t: float) -> None:
    side = math.sin(math.tau * t)
    jump = abs(math.sin(2 * math.tau * t))
    x, y = 50 + 9 * side, 62 - 8 * jump
    for way in (-1, 1):
        paper.hand(x + 30 * way, y - 14 + 12 * side * way, 30 * side, r=6)
    paper.face(x, y, _SKIN, r=22)
    paper.note(20, 30 + 8 * side)
    paper.note(76, 26 - 8 * side)


def wave(paper: Paper, t: float) -> None:
    paper.face(42, 60, _SKIN, r=26, glad=False)
    paper.hand(80, 44, 30 * math.sin(2 * math.tau * t))


def poke(paper: Paper, t: float) -> None:
    near = _swing(2 * t)
    paper.face(38 - 3 * near, 58, _OTHER, r=26, glad=False)
    paper.hand(88 - 10 * near, 62, -90, fingers=1)


def clap(paper: Paper, t: float) -> None:
    close = _swing(2 * t)
    paper.face(50, 34, _SKIN, r=20)
    paper.hand(34 + 9 * close, 74, 15)
    paper.hand(66 - 9 * close, 74, -15)
    if close > 0.7:
        for way in (-1, 1):
            paper.star(50 + 32 * way, 58, 6, 180 * t)


DEEDS: dict[str, Callable[[Paper, float], None]] = {
    deed.__name__: deed for deed in (hug, pat, slap, highfive, dance, wave, poke, clap)
}


def draw(_: bytes, deed: str) -> bytes:
    """An animated GIF that begins anew where it ends."""
    frames = []
    for n in range(FRAMES):
        paper = Paper()
        DEEDS[deed](paper, n / FRAMES)
        frames.append(paper.image().quantize(64))
    made = io.BytesIO()
    frames[0].save(
        made, "GIF", save_all=True, append_images=frames[1:], duration=PACE, loop=0, disposal=1
    )
    return made.getvalue()


def _swing(t: float) -> float:
    """From 0 to 1 and back while `t` goes from 0 to 1."""
    return (1 - math.cos(math.tau * t)) / 2
