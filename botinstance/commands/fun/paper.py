"""A sheet on which the moving pictures of cartoon.py are drawn: faces, hands, hearts, stars. Runs
in a process of its own (tools.work)."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

SIZE = 240  # pixels
_SCALE = 2  # drawn larger and made smaller, so that edges are smooth
_SHEET, _INK = "#fff6e5", "#4a3728"
_HAND, _HEART, _STAR, _CHEEK = "#ffc38b", "#ef476f", "#ff9f1c", "#ff8a80"


class Paper:
    """One frame; coordinates from 0 to 100."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (SIZE * _SCALE, SIZE * _SCALE), _SHEET)
        self._draw = ImageDraw.Draw(self._image)
        self._unit = SIZE * _SCALE / 100

    def image(self) -> Image.Image:
        return self._image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)

    def spot(self, x: float, y: float, r: float, color: str, high: float = 1.0) -> None:
        """A circle, or an ellipse `high` times as high as wide."""
        u = self._unit
        box = ((x - r) * u, (y - r * high) * u, (x + r) * u, (y + r * high) * u)
        self._draw.ellipse(box, fill=color, outline=_INK if r > 5 else None, width=int(u))

    def bow(self, x: float, y: float, r: float, start: int, end: int) -> None:
        u = self._unit
        box = ((x - r) * u, (y - r) * u, (x + r) * u, (y + r) * u)
        self._draw.arc(box, start, end, fill=_INK, width=int(1.4 * u))

    def line(self, points: list[tuple[float, float]], color: str, width: float) -> None:
        """With round ends."""
        u = self._unit
        flat = [(x * u, y * u) for x, y in points]
        self._draw.line(flat, fill=color, width=int(width * u), joint="curve")
        for x, y in points:
            self.spot(x, y, width / 2, color)

    def shape(self, points: list[tuple[float, float]], color: str) -> None:
        self._draw.polygon([(x * self._unit, y * self._unit) for x, y in points], fill=color)

    def face(self, x: float, y: float, color: str, *, r: float = 20, glad: bool = True) -> None:
        """Glad: with closed, smiling eyes."""
        self.spot(x, y, r, color)
        for side in (-1, 1):
            eye = x + side * r * 0.4
            if glad:
                self.bow(eye, y - r * 0.1, r * 0.17, 180, 360)
            else:
                self.spot(eye, y - r * 0.2, r * 0.12, _INK, 1.4)
            self.spot(x + side * r * 0.62, y + r * 0.2, r * 0.14, _CHEEK, 0.7)
        self.bow(x, y + r * 0.1, r * 0.4, 20, 160)

    def hand(self, x: float, y: float, turn: float, *, fingers: int = 4, r: float = 9) -> None:
        """An open hand whose fingers point up; `turn` in degrees to the right."""

        def at(angle: float, far: float) -> tuple[float, float]:
            way = math.radians(turn + angle - 90)
            return x + far * math.cos(way), y + far * math.sin(way)

        for pass_ in (_INK, _HAND):
            wide = 5.4 if pass_ == _INK else 3.6
            for n in range(fingers):
                angle = (n - (fingers - 1) / 2) * 22
                self.line([at(angle, r * 0.6), at(angle, r * 1.8)], pass_, wide)
            self.line([at(-80, r * 0.5), at(-62, r * 1.5)], pass_, wide)
        self.spot(x, y, r, _HAND)

    def heart(self, x: float, y: float, r: float) -> None:
        around = [math.tau * n / 40 for n in range(40)]
        shape = [
            (
                x + r * math.sin(a) ** 3,
                y - r / 16 * (13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a)),
            )
            for a in around
        ]
        self.shape(shape, _HEART)

    def star(self, x: float, y: float, r: float, turn: float = 0.0) -> None:
        spikes = [(r if n % 2 == 0 else r * 0.45, math.radians(turn + 36 * n)) for n in range(10)]
        self.shape([(x + f * math.sin(a), y - f * math.cos(a)) for f, a in spikes], _STAR)

    def note(self, x: float, y: float) -> None:
        self.spot(x, y, 3, _INK, 0.8)
        self.line([(x + 2.6, y), (x + 2.6, y - 10), (x + 7, y - 8)], _INK, 1.2)
