"""Amounts in units: read from a text, converted exactly, written with as many digits as help."""

from __future__ import annotations

import re
from decimal import Context as Digits
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from botinstance.commands.utility.unitnames import Unit, UnitError, unit_of

LENGTH = 100  # characters of what is asked
_EXACT = 15  # digits that are shown where they are the whole truth
_ROUNDED = 6  # digits that are shown where there are more
_LEAST = -7  # power of ten of the smallest number written without an exponent

_AMOUNT = re.compile(r"[0-9]+/[0-9]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_TOKEN = re.compile(rf"(?P<amount>[+-]?(?:{_AMOUNT.pattern}))|[^\s0-9]\S*")
_SIGNS = str.maketrans("º−µ²³", "°-μ23") | {ord("="): " to ", ord("→"): " to "}
_TO = ("to", "into", "in", "as")


class Question(NamedTuple):
    """Amounts (5 ft 11 in has two), and the unit that their sum is wanted in."""

    parts: list[tuple[Fraction, Unit]]
    target: Unit


def convert(question: Question) -> Fraction:
    """Raises UnitError where the units do not fit each other."""
    parts, target = question
    total = Fraction(0)
    for amount, unit in parts:
        if unit.kind != target.kind:
            raise UnitError(
                f"I cannot turn {unit.symbol} ({unit.kind}) into {target.symbol} ({target.kind})."
            )
        if len(parts) > 1 and (amount < 0 or unit.kind == "temperature"):
            raise UnitError("Several amounts can only be added up if none is below zero.")
        total += amount * unit.factor + unit.shift
    if target.kind == "temperature" and total < 0:
        raise UnitError("Nothing is colder than absolute zero: -273.15 °C.")
    return (total - target.shift) / target.factor


def read(text: str) -> Question:
    """`10 km to mi`, `10km mi`, `5 ft 11 in in cm`. Raises UnitError."""
    if len(text) > LENGTH:
        raise UnitError(f"That is too long: at most {LENGTH} characters.")
    text = re.sub("[-=]>", "→", text).translate(_SIGNS)
    if re.search(r"[0-9],[0-9]", text):
        raise UnitError("Write a number without commas, and with a point: 1500 or 1.5.")
    tokens = list(_TOKEN.finditer(text))
    if not tokens or not tokens[0]["amount"]:
        raise UnitError("Begin with a number.")
    parts: list[tuple[Fraction, list[str]]] = []
    for token in tokens:
        if token["amount"]:
            parts.append((_number(token["amount"]), []))
        else:
            parts[-1][1].append(token[0])
    *added, (amount, words) = parts
    source, target = _pair(words)
    return Question([(n, unit_of(w)) for n, w in added] + [(amount, source)], target)


def show(number: Fraction) -> tuple[str, bool]:
    """The number as text, and whether that is all of it: ("6.21371", False)."""
    near = _decimal(number, _EXACT)
    power = near.adjusted()
    plain = _LEAST < power < _EXACT
    if not plain or Fraction(near) != number:
        near = _decimal(number, max(_ROUNDED, power + 1) if plain else _ROUNDED)
    digits, e, exponent = f"{near:{'f' if plain else f'.{_ROUNDED - 1}e'}}".partition("e")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits + e + exponent, Fraction(near) == number


def _pair(words: list[str]) -> tuple[Unit, Unit]:
    """From which unit to which. `in` is a word and a unit, so each way to read it is tried."""
    for at in range(1, len(words)):
        rest = words[at:]
        readings = [rest[1:], rest] if rest[0].lower() in _TO else [rest]
        for reading in readings:
            try:
                return unit_of(words[:at]), unit_of(reading)
            except UnitError:
                continue
    for at, word in enumerate(words):
        if word.lower() in _TO and 0 < at < len(words) - 1:
            return unit_of(words[:at]), unit_of(words[at + 1 :])
    raise UnitError("Say from which unit to which.")


def _number(text: str) -> Fraction:
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise UnitError("Dividing by zero has no result.") from None


def _decimal(number: Fraction, digits: int) -> Decimal:
    return Digits(prec=digits).divide(Decimal(number.numerator), Decimal(number.denominator))
