"""Dates as people write them, and the time between two of them."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

LENGTH = 80  # characters
_MONTHS = list(month_name)[1:]
_NAMES = {n: i for i, m in enumerate(_MONTHS, 1) for n in (m.lower(), m[:3].lower())}
_NAMES["sept"] = 9
_MONTH = rf"(?P<month%d>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\.?"
_DAY = r"(?P<day%d>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year%d>[0-9]{4}))?(?![-\w])"
_DATE = re.compile(
    r"(?P<year0>[0-9]{4})-(?P<month0>[0-9]{1,2})-(?P<day0>[0-9]{1,2})(?!\w)"
    r"|(?P<word>today|tomorrow|yesterday)\b"
    + ("|" + _DAY + r"(?:\s+of)?\s+" + _MONTH + _YEAR) % (1, 1, 1)
    + ("|" + _MONTH + r"\s+" + _DAY + _YEAR) % (2, 2, 2)
)
_BETWEEN = re.compile(r"[\s,–-]*(?:to|till|until|and|from|between)?[\s,–-]*")
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_FORMS = "Write a date like 2026-12-24 or 24 December 2026"


class DateError(Exception):
    """Why that is no date, as a sentence."""


def read(text: str, today: date) -> list[date]:
    """One or two dates. Without a year it is the next such day, or the other date's year.

    Only forms that everybody reads in the same way: never 3/4/2026. Raises DateError.
    """
    text = text.lower()
    if len(text) > LENGTH:
        raise DateError(f"That is too long: at most {LENGTH} characters.")
    found = list(_DATE.finditer(text))
    if not found or not all(_BETWEEN.fullmatch(part) for part in _outside(text, found)):
        raise DateError(f"{_FORMS}: no other form is clear to everybody.")
    if len(found) > 2:
        raise DateError(f"{_FORMS}: one of them, or two.")
    years = {int(year) for match in found if (year := _part(match, "year"))}
    return [_one(match, today, years) for match in found]


def between(first: date, last: date) -> tuple[int, int, int]:
    """Whole years, months and days from `first` to the later `last`.

    A day that a month lacks counts as the month's last: 31 January and a month is 28 February.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if _after(first, months) > last:
        months -= 1
    return months // 12, months % 12, (last - _after(first, months)).days


def shown(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _outside(text: str, found: list[re.Match[str]]) -> list[str]:
    """What stands before, between and behind the matches."""
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    return [text[a:b] for a, b in zip(starts, ends, strict=True)]


def _part(match: re.Match[str], name: str) -> str | None:
    return next((match[f"{name}{n}"] for n in range(3) if match[f"{name}{n}"]), None)


def _one(match: re.Match[str], today: date, years: set[int]) -> date:
    if match["word"]:
        return today + timedelta(days=_WORDS[match["word"]])
    name = _part(match, "month") or ""
    month = _NAMES.get(name) or int(name)
    day = int(_part(match, "day") or 0)
    year = _part(match, "year")
    try:
        if year or years:
            return date(int(year) if year else min(years), month, day)
        return _next(month, day, today)
    except ValueError:
        raise DateError(f"There is no such day as {match[0][:40]}.") from None


def _next(month: int, day: int, today: date) -> date:
    """The first such day that is not over. Raises ValueError if no year has it."""
    date(2000, month, day)  # a leap year has every day that there is
    for year in range(today.year, today.year + 9):
        if day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    raise ValueError("no such day in reach")


def _after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
