"""What a plot is made of: numbers and words, which templates/plots.html writes down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Bar(NamedTuple):
    x: float  # percent of the width
    width: float
    y: float  # pixels from the top
    height: float
    kind: str  # its class: ink or pale


class Tick(NamedTuple):
    """A line across, and what it stands for."""

    y: float
    text: str


class Label(NamedTuple):
    """Under the plot, its middle at `x` percent."""

    x: float
    text: str
    minor: bool  # left out where there is little room


class Column(NamedTuple):
    """One point, from top to bottom: it says its numbers when it is pointed at."""

    x: float
    width: float
    words: str


class Trace(NamedTuple):
    """The data of an SVG path in a box that is as wide as there are points, and `height` high."""

    path: str
    dashed: bool


@dataclass(frozen=True)
class Plot:
    height: int  # without the labels
    points: int
    base: float  # y of the line of zero
    void: float  # percent of the width, from its beginning, in which the bot did not exist
    bars: tuple[Bar, ...]
    traces: tuple[Trace, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    columns: tuple[Column, ...]
    midnights: tuple[float, ...]  # percent of the width
