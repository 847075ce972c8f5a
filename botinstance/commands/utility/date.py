"""date: the weekday of a date and how far it is, or how far two dates are apart."""

from __future__ import annotations

from datetime import UTC, date, datetime

from botinstance.commands.utility.days import DateError, between, read, shown
from botinstance.context import Context, UserError


def run(context: Context) -> str:
    today, prefix = _today(), context.config.prefix
    if not context.args:
        return f"Today is {today:%A}, {shown(today)}.\nFor another day: {prefix}date 24 December"
    try:
        days = read(context.args, today)
    except DateError as error:
        raise UserError(f"{error} Example: {prefix}date 2000-02-29") from None
    return _far(days[0], today) if len(days) == 1 else _apart(*sorted(days))


def _far(day: date, today: date) -> str:
    if day == today:
        return f"{shown(day)} is a {day:%A}: today."
    if day > today:
        return f"{shown(day)} is a {day:%A}.\nIn {_days(today, day)}"
    return f"{shown(day)} was a {day:%A}.\n{_days(day, today)} ago"


def _apart(first: date, last: date) -> str:
    return f"{first:%A}, {shown(first)}, to {last:%A}, {shown(last)}:\n{_days(first, last)}"


def _days(first: date, last: date) -> str:
    """`364 days (11 months, 30 days)`, without the brackets where they would say the same."""
    years, months, days = between(first, last)
    parts = [_count(n, w) for n, w in ((years, "year"), (months, "month"), (days, "day")) if n]
    total = _count((last - first).days, "day")
    return f"{total} ({', '.join(parts)})" if years or months else total


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _today() -> date:
    """In UTC: WhatsApp tells nobody's time zone."""
    return datetime.now(UTC).date()
