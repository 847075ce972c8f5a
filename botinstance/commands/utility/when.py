"""A moment to come, as people write it: in 10m, at 18:30, tomorrow 9:00, 2026-12-24 18:00."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from botinstance.commands.utility.days import DateError, read
from botinstance.context import UserError

FORMS = "in 10m, 18:30, tomorrow 9:00 or 2026-12-24 18:00"
FARTHEST = 5 * 366  # days
LENGTH = 100  # characters that are looked at for it
MORNING = time(9)  # of a day that is named without a time

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![^\W\d_])"
_PART = rf"[0-9]{{1,6}}\s*{_UNIT}"
_SPAN = re.compile(
    rf"(?:in\s+)?(?P<parts>{_PART}(?:\s*(?:,|and\b)?\s*{_PART})*)|in\s+an?\s+(?P<one>{_UNIT})",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"([0-9]{{1,6}})\s*({_UNIT})", re.IGNORECASE)

_CLOCK = re.compile(
    r"(?:at\s+)?([0-9]{1,2})(?::([0-9]{2})(?:\s*([ap]m))?|\s*([ap]m))(?![\w:])", re.IGNORECASE
)
_MONTH = f"(?:{'|'.join(f'{name}|{name[:3]}' for name in list(month_name)[1:])}|sept)\\b\\.?"
_NUMBER, _YEAR = r"[0-9]{1,2}(?:st|nd|rd|th)?", r"(?:,?\s+[0-9]{4}(?![-:\w]))?"
_DAY = re.compile(
    rf"(?:on\s+)?(?:(?P<weekday>{'|'.join(f'{name}|{name[:3]}' for name in day_name)})\b"
    r"|(?P<date>(?:today|tomorrow)\b|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![-\w])"
    rf"|{_NUMBER}(?:\s+of)?\s+{_MONTH}{_YEAR}|{_MONTH}\s+{_NUMBER}(?![:\w]){_YEAR}))",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,]+")


def moment(text: str, now: float, zone: ZoneInfo) -> tuple[float, str]:
    """The moment that `text` begins with and the text behind it: unix seconds, later than `now`.

    A time without a day is the next such time; a day without a time is 9:00; days and weeks keep
    the time on the clock when it is changed. Raises UserError where there is none, or one that
    has passed or is far away; the sentence names forms, but no command.
    """
    text = text.strip()
    here, head = datetime.fromtimestamp(now, zone), text[:LENGTH]
    span = _SPAN.match(head)
    try:
        at, end = _after(here, span) if span else _said(head, now, here)
    except OverflowError:
        raise _far() from None
    if at <= now:
        raise UserError("That moment has passed: name one that is still to come.")
    if at - now > FARTHEST * 86400:
        raise _far()
    return at, text[end:].strip()


def shown(at: float, zone: ZoneInfo) -> str:
    """Tuesday, 24 November 2026, 18:00 (UTC)"""
    there = datetime.fromtimestamp(at, zone)
    return f"{there:%A}, {there.day} {there:%B %Y, %H:%M} ({zone})"


def _after(here: datetime, span: re.Match[str]) -> tuple[float, int]:
    """A while from now, and where it ends in the text."""
    parts = _PARTS.findall(span["parts"]) if span["parts"] else [("1", span["one"])]
    total = dict.fromkeys(_UNITS.values(), 0)
    for number, unit in parts:
        total[_UNITS[unit[0].lower()]] += int(number)
    days = timedelta(days=total.pop("days"), weeks=total.pop("weeks"))
    # days on the clock, the rest as it passes: python adds to an aware time on the clock
    there = (here + days).timestamp() if days else here.timestamp()
    return there + timedelta(**total).total_seconds(), span.end()


def _said(text: str, now: float, here: datetime) -> tuple[float, int]:
    """A day and a time in either order, or one of them, and where they end in the text."""
    clock = _CLOCK.match(text)
    day = _DAY.match(text, _next(text, clock)) if clock else _DAY.match(text)
    if day and not clock:
        clock = _CLOCK.match(text, _next(text, day))
    found = [match.end() for match in (day, clock) if match]
    if not found:
        raise UserError(f"I do not see when: begin with a time like {FORMS}.")
    hour = _hour(clock) if clock else MORNING
    for on in _days(day, here.date()):
        for at in _moments(datetime.combine(on, hour), here):
            if at > now:
                return at, max(found)
    return now, max(found)


def _next(text: str, match: re.Match[str]) -> int:
    gap = _GAP.match(text, match.end())
    return gap.end() if gap else match.end()


def _hour(clock: re.Match[str]) -> time:
    hour, minute = int(clock[1]), int(clock[2] or 0)
    half = (clock[3] or clock[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    elif half:
        hour = 24
    if hour > 23 or minute > 59:
        raise UserError(f"There is no such time as {clock[0]}: write it like 18:30 or 6:30 pm.")
    return time(hour, minute)


def _days(day: re.Match[str] | None, today: date) -> Iterator[date]:
    """The days that may be meant, the first one first."""
    if day and day["date"]:
        try:
            yield read(day["date"], today)[0]
        except DateError as error:
            raise UserError(str(error)) from None
        return
    if day is None:
        yield from (today, today + timedelta(days=1))
        return
    names = [name[:3].lower() for name in day_name]
    ahead = (names.index(day["weekday"][:3].lower()) - today.weekday()) % 7
    yield from (today + timedelta(days=ahead), today + timedelta(days=ahead + 7))


def _moments(wall: datetime, here: datetime) -> Iterator[float]:
    """When the clock shows that: twice in the night in which it is put back. In the hour that is
    left out it is the time that would have been."""
    first, second = (wall.replace(tzinfo=here.tzinfo, fold=fold) for fold in (0, 1))
    yield first.timestamp()
    if second.timestamp() > first.timestamp():
        yield second.timestamp()


def _far() -> UserError:
    return UserError(f"That is too far away: at most {FARTHEST // 366} years from now.")
