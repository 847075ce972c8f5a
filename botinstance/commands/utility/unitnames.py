"""From what people call a unit to the unit."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

from botinstance.commands.utility.units import TABLE

_IGNORED = dict.fromkeys(map(ord, ".^-_"))
# What means different things to different people: the names to choose from.
AMBIGUOUS = {
    "ton": "tonne, short ton or long ton",
    "b": "byte or bit",
    "mpa": "MPa for megapascal",
    "mj": "MJ for megajoule",
    "mwh": "MWh for megawatt-hour",
}


class UnitError(Exception):
    """Why it cannot be converted, as a sentence."""


class Unit(NamedTuple):
    """value × factor + shift is the value in its kind's first unit."""

    symbol: str
    kind: str
    factor: Fraction
    shift: Fraction


def unit_of(words: list[str]) -> Unit:
    """Raises UnitError."""
    key = "".join(words).translate(_IGNORED)
    if not key:
        raise UnitError("Say the unit of each number.")
    found = _find(key) or _find(key.lower())
    if found:
        return found
    choice = AMBIGUOUS.get(key.lower()) or AMBIGUOUS.get(key.lower().removesuffix("s"))
    name = " ".join(words)[:40]
    if choice:
        raise UnitError(f"'{name}' can be read in more than one way: write {choice}.")
    raise UnitError(f"I do not know the unit '{name}'.")


def _find(key: str) -> Unit | None:
    units = _units()
    for prefix, power in (("square", "2"), ("sq", "2"), ("cubic", "3"), ("cu", "3")):
        length = units.get(key.removeprefix(prefix)) or units.get(key.removeprefix(prefix)[:-1])
        if key.startswith(prefix) and length and length.kind == "length":
            return units.get(length.symbol + power)
    return units.get(key) or (units.get(key[:-1]) if key.endswith("s") and key[1:] else None)


@functools.cache
def _units() -> dict[str, Unit]:
    """By symbol and by each name."""
    found: dict[str, Unit] = {}
    for kind, lines in TABLE.items():
        for line in lines.strip().splitlines():
            symbol, factor, *names = line.split()
            shift = Fraction(names.pop(0)) if names and names[0][0] == "+" else Fraction(0)
            unit = Unit(symbol.replace("-", " "), kind, Fraction(factor), shift)
            found |= dict.fromkeys((symbol, *names), unit)
    return found
