"""Moments, as people write them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from botinstance.commands.utility.when import moment, shown
from botinstance.context import UserError

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = BERLIN) -> float:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone).timestamp()


NOW = at("2026-11-22 21:00")  # a Sunday


def read(text: str, now: float = NOW) -> tuple[str, str]:
    when, rest = moment(text, now, BERLIN)
    return f"{datetime.fromtimestamp(when, BERLIN):%Y-%m-%d %H:%M}", rest


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("in 10m", "2026-11-22 21:10"),
        ("10m", "2026-11-22 21:10"),
        ("in 10 minutes", "2026-11-22 21:10"),
        ("In 2h30m", "2026-11-22 23:30"),
        ("in 1 hour and 5 min", "2026-11-22 22:05"),
        ("in 1h, 5m", "2026-11-22 22:05"),
        ("in an hour", "2026-11-22 22:00"),
        ("in a week", "2026-11-29 21:00"),
        ("2d", "2026-11-24 21:00"),
        ("1w 1d", "2026-11-30 21:00"),
        ("90s", "2026-11-22 21:01"),
        ("21:30", "2026-11-22 21:30"),
        ("at 18:30", "2026-11-23 18:30"),
        ("6:30pm", "2026-11-23 18:30"),
        ("at 11 PM", "2026-11-22 23:00"),
        ("12am", "2026-11-23 00:00"),
        ("12 pm", "2026-11-23 12:00"),
        ("today 22:00", "2026-11-22 22:00"),
        ("tomorrow 9:00", "2026-11-23 09:00"),
        ("tomorrow at 10:15", "2026-11-23 10:15"),
        ("10:15 tomorrow", "2026-11-23 10:15"),
        ("at 10:15, on Friday", "2026-11-27 10:15"),
        ("tomorrow", "2026-11-23 09:00"),
        ("on friday", "2026-11-27 09:00"),
        ("Mon 8:00", "2026-11-23 08:00"),
        ("sunday 22:00", "2026-11-22 22:00"),
        ("sunday 20:00", "2026-11-29 20:00"),
        ("2026-12-24 18:00", "2026-12-24 18:00"),
        ("2026-12-24, 6 pm", "2026-12-24 18:00"),
        ("24 December at 18:00", "2026-12-24 18:00"),
        ("24th of dec 18:00", "2026-12-24 18:00"),
        ("December 24 18:00", "2026-12-24 18:00"),
        ("Dec 24, 2027, 18:00", "2027-12-24 18:00"),
        ("1 February 8:00", "2027-02-01 08:00"),
    ],
)
def test_a_moment_is_read_and_the_rest_is_left(text: str, when: str) -> None:
    assert read(text) == (when, "")
    assert read(f"  {text}  Call  Ömer\n٣") == (when, "Call  Ömer\n٣")


def test_words_that_only_look_like_units_are_no_moment() -> None:
    assert read("in 10m mangoes") == ("2026-11-22 21:10", "mangoes")
    assert read("18:30 sunflowers")[1] == "sunflowers"
    with pytest.raises(UserError, match="I do not see when"):
        read("10 mangoes")
    with pytest.raises(UserError, match="I do not see when"):
        read("5 hugs")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "I do not see when"),
        ("call mom", "I do not see when"),
        ("3/4/2026 18:00", "I do not see when"),
        ("x" * 100_000, "I do not see when"),
        ("1 " * 50_000, "I do not see when"),
        ("1" + " " * 50_000 + "2", "I do not see when"),
        ("🎂 tomorrow", "I do not see when"),
        ("١٨:٣٠", "I do not see when"),
        ("24:00", "There is no such time as 24:00"),
        ("18:60", "There is no such time as 18:60"),
        ("13 pm", "There is no such time as 13 pm"),
        ("0pm", "There is no such time"),
        ("2026-02-30 18:00", "There is no such day"),
        ("2020-01-01 18:00", "has passed"),
        ("today 20:00", "has passed"),
        ("0m", "has passed"),
        ("9999-12-31 23:59", "too far away"),
        ("in 6 years", "I do not see when"),
        ("in 999999w", "too far away"),
        ("in 999999 weeks 999999 days", "too far away"),
        ("2000d", "too far away"),
    ],
)
def test_what_is_no_moment_to_come_gets_a_sentence(text: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read(text)


def test_a_long_text_behind_the_moment_costs_no_time() -> None:
    assert read("1h" + " " * 60_000 + "x") == ("2026-11-22 22:00", "x")


def test_a_day_is_a_day_on_the_clock_when_it_is_changed() -> None:
    before = at("2027-03-27 12:00")  # the clock goes forward in the night
    assert read("in 1d", before)[0] == "2027-03-28 12:00"
    assert read("in 24h", before)[0] == "2027-03-28 13:00"
    assert read("in 1d 2h", before)[0] == "2027-03-28 14:00"


def test_a_time_that_is_left_out_is_the_one_that_would_have_been() -> None:
    assert read("2:30", at("2027-03-27 12:00"))[0] == "2027-03-28 03:30"


def test_a_time_that_comes_twice_is_the_next_of_them() -> None:
    first = datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN).timestamp()
    assert moment("2:30", first - 60, BERLIN)[0] == first
    assert moment("2:30", first + 60, BERLIN)[0] == first + 3600


def test_a_moment_is_shown_with_its_zone() -> None:
    assert shown(at("2026-12-24 18:05"), BERLIN) == (
        "Thursday, 24 December 2026, 18:05 (Europe/Berlin)"
    )
