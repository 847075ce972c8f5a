"""Dates are read in forms that nobody can misread; the counting is the calendar's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from botinstance.commands.utility import date as command
from botinstance.commands.utility.days import DateError, between, read
from tests.botinstance.commands.conftest import TestBot

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_today", lambda: TODAY)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "Today is Sunday, 22 November 2026.\nFor another day: .date 24 December"),
        (
            "2000-02-29",
            "29 February 2000 was a Tuesday.\n9763 days (26 years, 8 months, 24 days) ago",
        ),
        ("24 Dec", "24 December 2026 is a Thursday.\nIn 32 days (1 month, 2 days)"),
        ("tomorrow", "23 November 2026 is a Monday.\nIn 1 day"),
        ("yesterday", "21 November 2026 was a Saturday.\n1 day ago"),
        ("today", "22 November 2026 is a Sunday: today."),
        (
            "2026-12-31 to 2026-01-01",
            "Thursday, 1 January 2026, to Thursday, 31 December 2026:\n"
            "364 days (11 months, 30 days)",
        ),
        (
            "2026-11-22 22 November 2026",
            "Sunday, 22 November 2026, to Sunday, 22 November 2026:\n0 days",
        ),
    ],
)
def test_it_works(bot: TestBot, words: str, answer: str) -> None:
    assert bot.say(f".date {words}") == answer


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("24 December 2026", ["2026-12-24"]),
        ("24th of DECEMBER, 2026", ["2026-12-24"]),
        ("Dec. 24 2026", ["2026-12-24"]),
        ("sept 1 1999", ["1999-09-01"]),
        ("2026-1-2", ["2026-01-02"]),
        ("22 Nov", ["2026-11-22"]),
        ("21 Nov", ["2027-11-21"]),
        ("29 Feb", ["2028-02-29"]),
        ("1 Jan 2 Feb 1999", ["1999-01-01", "1999-02-02"]),
        ("1 Jan 2 Feb", ["2027-01-01", "2027-02-02"]),
        ("Jan 1 Feb 2", ["2027-01-01", "2027-02-02"]),
        ("from 1 May 1999 until today", ["1999-05-01", "2026-11-22"]),
        ("24 Dec - 2027-01-01", ["2027-12-24", "2027-01-01"]),
        ("0001-01-01 9999-12-31", ["0001-01-01", "9999-12-31"]),
    ],
)
def test_dates_are_read(words: str, days: list[str]) -> None:
    assert [str(day) for day in read(words, TODAY)] == days


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("3/4/2026", "clear to everybody"),
        ("03.04.2026", "clear to everybody"),
        ("03-04-2026", "clear to everybody"),
        ("24 Dec 99", "clear to everybody"),
        ("2026", "clear to everybody"),
        ("Mayday", "clear to everybody"),
        ("1 Jan 20266", "clear to everybody"),
        ("2026-12-24 10:00", "clear to everybody"),
        ("٢٤ Dec", "clear to everybody"),
        ("😀", "clear to everybody"),
        ("1 Jan 2 Jan 3 Jan", "one of them, or two"),
        ("30 Feb", "no such day as 30 feb"),
        ("0 Jan", "no such day"),
        ("99 Jan 2026", "no such day"),
        ("2026-13-01", "no such day"),
        ("0000-01-01", "no such day"),
        ("2026-02-29", "no such day"),
        ("1 Jan " * 1000, "too long: at most 80"),
    ],
)
def test_what_is_no_date_gets_a_sentence(bot: TestBot, words: str, why: str) -> None:
    with pytest.raises(DateError, match=why):
        read(words, TODAY)
    assert bot.say(f".age {words}").endswith("Example: .date 2000-02-29")


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        ("2000-02-29", "2001-02-28", (1, 0, 0)),
        ("2026-01-31", "2026-02-28", (0, 1, 0)),
        ("2026-01-31", "2026-03-01", (0, 1, 1)),
        ("2025-12-31", "2026-01-01", (0, 0, 1)),
        ("2000-06-15", "2026-06-14", (25, 11, 30)),
        ("2000-06-15", "2026-06-15", (26, 0, 0)),
    ],
)
def test_years_months_and_days(first: str, last: str, parts: tuple[int, int, int]) -> None:
    assert between(date.fromisoformat(first), date.fromisoformat(last)) == parts


def test_a_longer_time_never_has_smaller_parts() -> None:
    first, before = date(2023, 12, 31), (0, 0, -1)
    for days in range(800):
        parts = between(first, first + timedelta(days=days))
        assert before < parts
        assert 0 <= parts[1] < 12
        assert 0 <= parts[2] < 31
        before = parts
