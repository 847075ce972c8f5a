"""Scales: round steps, and where a value stands."""

from __future__ import annotations

import math

LEAST, MOST = 0.1, 30.0  # seconds at the ends of the scale of reply times
SECONDS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)  # where that scale has its lines


def step(most: int, parts: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … of which `parts` reach `most`; at least 1."""
    wanted = max(1.0, most / parts)
    power = int(10 ** math.floor(math.log10(wanted)))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= wanted)


def round_up(value: int, by: int) -> int:
    """The smallest multiple of `by` that is not less than `value`."""
    return -(-value // by) * by


def share_of_log(seconds: float) -> float:
    """Where `seconds` stand from LEAST (0) to MOST (1), each tenfold as far as the other."""
    held = min(max(seconds, LEAST), MOST)
    return math.log(held / LEAST) / math.log(MOST / LEAST)
