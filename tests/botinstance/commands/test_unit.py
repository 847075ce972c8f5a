"""Amounts are converted exactly, and what cannot be converted gets a sentence."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from botinstance.commands.utility.quantity import convert, read, show
from botinstance.commands.utility.unitnames import unit_of
from botinstance.commands.utility.units import TABLE
from tests.botinstance.commands.conftest import TestBot


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("10 km to mi", "10 km ≈ 6.21371 mi"),
        ("10km mi", "10 km ≈ 6.21371 mi"),
        ("10 mi -> km", "10 mi = 16.09344 km"),
        ("1500 Metres INTO kilometers", "1500 m = 1.5 km"),
        ("5 ft 11 in in cm", "5 ft 11 in = 180.34 cm"),
        ("10 in cm", "10 in = 25.4 cm"),
        ("25.4 cm in", "25.4 cm = 10 in"),
        ("100 °F in °C", "100 °F ≈ 37.7778 °C"),
        ("−40 F to celsius", "-40 °F = -40 °C"),
        ("0 K to °C", "0 K = -273.15 °C"),
        ("2 pounds to kg", "2 lb = 0.90718474 kg"),
        ("1/2 cup to ml", "0.5 US cup = 118.29411825 ml"),
        ("1/3 yd to ft", "0.333333 yd ≈ 1 ft"),
        ("20 m² to square feet", "20 m2 ≈ 215.278 ft2"),
        ("3 cubic metres to l", "3 m3 = 3000 l"),
        ("60 miles per hour to km/h", "60 mph = 96.56064 km/h"),
        ("1 GiB to bytes", "1 GiB = 1073741824 B"),
        ("1 byte to PiB", "1 B ≈ 8.88178e-16 PiB"),
        ("8 Mbit to mb", "8 Mbit = 1 MB"),
        ("7 days to hours", "7 d = 168 h"),
        ("1 atm to hPa", "1 atm = 1013.25 hPa"),
        ("1 kWh to MJ", "1 kWh = 3.6 MJ"),
        ("2000 kcal to kJ", "2000 kcal = 8368 kJ"),
        ("1e99 km to nm", "1e+99 km = 1e+111 nm"),
        ("123456789 s to h", "123456789 s = 34293.5525 h"),
    ],
)
def test_it_works(bot: TestBot, words: str, answer: str) -> None:
    assert bot.say(f".unit {words}") == answer


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "What shall I convert?"),
        ("km", "Begin with a number."),
        ("10", "Say from which unit to which."),
        ("10 km", "Say from which unit to which."),
        ("10 km to", "Say from which unit to which."),
        ("10 20 km to mi", "Say the unit of each number."),
        ("1e400 km to mi", "Say the unit of each number."),
        ("3 foo to km", "I do not know the unit 'foo'."),
        ("3 km to *bar*", "I do not know the unit '*bar*'."),
        ("10 kg to km", "I cannot turn kg (mass) into km (length)."),
        ("10 tons to kg", "'tons' can be read in more than one way: write tonne,"),
        ("5 mPa to bar", "'mPa' can be read in more than one way: write MPa"),
        ("1,5 km to m", "Write a number without commas"),
        ("-500 C to K", "Nothing is colder than absolute zero"),
        ("-5 ft 3 in to cm", "Several amounts can only be added up"),
        ("5 C 3 C to K", "Several amounts can only be added up"),
        ("1/0 km to mi", "Dividing by zero has no result."),
        ("١٠ km to mi", "Begin with a number."),
        ("½ km to mi", "Begin with a number."),
        ("‏ كم 😀", "Begin with a number."),
        ("9" * 5000 + " km to mi", "That is too long: at most 100 characters."),
    ],
)
def test_what_cannot_be_converted_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    answer = bot.say(f".unit {words}")
    assert answer.startswith(why)
    assert "Example: .unit 10 km to mi" in answer


def test_derived_factors_are_those_of_their_definition() -> None:
    pound_force = Fraction("0.45359237") * Fraction("9.80665")
    foot, inch, yard = unit_of(["ft"]).factor, unit_of(["in"]).factor, unit_of(["yd"]).factor
    assert unit_of(["psi"]).factor == pound_force / inch**2
    assert unit_of(["acre"]).factor == 4840 * yard**2
    assert unit_of(["Torr"]).factor == Fraction(101325, 760)
    assert unit_of(["gallon"]).factor == 231 * unit_of(["in3"]).factor == 231 * inch**3 * 1000
    assert unit_of(["floz"]).factor * 128 == unit_of(["tbsp"]).factor * 256
    assert unit_of(["tsp"]).factor * 768 == unit_of(["gallon"]).factor
    assert unit_of(["mph"]).factor == 5280 * foot / 3600
    assert unit_of(["sqmi"]).factor == unit_of(["mile"]).factor ** 2
    assert unit_of(["ly"]).factor == 299792458 * Fraction("365.25") * 86400


def test_no_name_stands_for_two_units() -> None:
    names: dict[str, str] = {}
    for lines in TABLE.values():
        for line in lines.strip().splitlines():
            symbol, _factor, *rest = line.split()
            for name in (symbol, *(r for r in rest if r[0] != "+")):
                assert names.setdefault(name, symbol) == symbol, name


def test_there_and_back_is_where_it_began() -> None:
    for kind, lines in TABLE.items():
        symbols = [line.split()[0] for line in lines.strip().splitlines()]
        for symbol in symbols:
            there = convert(read(f"7 {symbols[0]} to {symbol}"))
            unit = unit_of([symbol])
            assert unit.kind == kind
            assert there * unit.factor + unit.shift == 7 + unit_of([symbols[0]]).shift


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0", ("0", True)),
        ("-1/3", ("-0.333333", False)),
        ("2000000/3", ("666667", False)),
        ("20000000/3", ("6666667", False)),
        ("999999.99999999999", ("1000000", False)),
        ("123456789012345", ("123456789012345", True)),
        ("1234567890123456", ("1.23457e+15", False)),
        ("0.000001", ("0.000001", True)),
        ("1/3000000000", ("3.33333e-10", False)),
    ],
)
def test_a_number_has_the_digits_that_help(number: str, shown: tuple[str, bool]) -> None:
    assert show(Fraction(number)) == shown


def test_nothing_takes_long() -> None:
    start = time.monotonic()
    for words in ("1 " + "in " * 32, "1e99" * 25, "1 in" * 25, "9" * 100):
        with pytest.raises(Exception, match=r"\.$"):
            read(words)
    assert time.monotonic() - start < 1
