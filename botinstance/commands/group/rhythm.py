"""What comes again: every day at 8:00, every Monday at 9:00."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from botinstance.context import Scene
from botinstance.usererror import UserError

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GROUPS = {
    "day": tuple(range(7)),
    "weekday": tuple(range(5)),
    "weekend": (5, 6),
}
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: ?(am|pm))?", re.IGNORECASE)
_EVERY = re.compile(
    r"(?:every\s+(?P<days>[a-z]+(?:(?:\s*,\s*|\s+and\s+)[a-z]+)*)|(?P<daily>daily))"
    rf"\s+(?:at\s+)?(?P<clock>{_CLOCK.pattern})(?!\S)\s*",
    re.IGNORECASE,
)


class Rhythm(NamedTuple):
    """`days` are of the week, 0 is Monday. As JSON it is a list of three."""

    days: tuple[int, ...]
    hour: int
    minute: int

    def after(self, now: float, zone: ZoneInfo) -> float:
        """The first such time after `now`, in unix seconds. A time that the change to summer
        time skips comes an hour later; of two the first counts."""
        today = datetime.fromtimestamp(now, zone).date()
        for ahead in range(9):
            day = today + timedelta(days=ahead)
            at = datetime.combine(day, time(self.hour, self.minute), zone).timestamp()
            if day.weekday() in self.days and at > now:
                return at
        raise ValueError("there is no such day")

    def __str__(self) -> str:
        names = [name for name, days in _GROUPS.items() if days == self.days]
        names = names or [_DAYS[day] for day in self.days]
        return f"every {' and '.join(names)} at {self.hour:02}:{self.minute:02}"


def revived(value: list[Any]) -> Rhythm:
    """From JSON."""
    days, hour, minute = value
    return Rhythm(tuple(days), hour, minute)


def read(text: str) -> tuple[Rhythm, str] | None:
    """The rhythm that a text begins with, and the rest. None if it begins with none."""
    match = _EVERY.match(text)
    if not match:
        return None
    words = re.split(r"\s*,\s*|\s+and\s+", match["days"]) if match["days"] else ["day"]
    days = sorted({day for word in words for day in _named(word.lower())})
    hour, minute = clock(match["clock"])
    return Rhythm(tuple(days), hour, minute), text[match.end() :]


def clock(text: str) -> tuple[int, int]:
    """Hour and minute of 18:30, 6:30 pm or 6pm. Raises UserError."""
    match = _CLOCK.fullmatch(text.strip()[:20])
    if match and (match[2] or match[3]):
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
        elif match[3]:
            hour = 24
        if hour < 24 and minute < 60:
            return hour, minute
    raise UserError(f"{text[:20]} is no time of the day: write it like 18:30.")


def zone(scene: Scene, chat: str) -> ZoneInfo:
    """Of the chat's clock."""
    try:
        return ZoneInfo(scene.state.settings.text("timezone", chat) or "UTC")
    except (ValueError, OSError, KeyError):  # the system does not know it any more
        return ZoneInfo("UTC")


def _named(word: str) -> tuple[int, ...]:
    if word.removesuffix("s") in _GROUPS:
        return _GROUPS[word.removesuffix("s")]
    for number, name in enumerate(_DAYS):
        if len(word) >= 3 and name.lower().startswith(word.removesuffix("s")):
            return (number,)
    raise UserError(f"I do not know the day '{word[:20]}': write every day, or every mon.")
