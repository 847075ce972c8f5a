"""How long something shall last, as people write it: 30m, 2h, 1d 12h."""

from __future__ import annotations

import re

from botinstance.usererror import UserError

MINUTE, HOUR, DAY = 60, 3600, 86400
_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_WORDS = r"m(?:in(?:ute)?s?)?|h(?:ours?|rs?)?|d(?:ays?)?|w(?:eeks?)?"
_PART = re.compile(rf"\s*([0-9]{{1,5}})\s*({_WORDS})(?![a-z])", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:[0-9]{{1,5}}\s*(?:{_WORDS})\s*)+", re.IGNORECASE)


def seconds(text: str, most: int) -> int:
    """Of a duration from a minute to `most` seconds. Raises UserError."""
    if not _WHOLE.fullmatch(text.strip()[:40]):
        raise UserError("I do not understand how long: write it like 30m, 2h or 1d.")
    total = sum(int(number) * _UNITS[unit[0].lower()] for number, unit in _PART.findall(text))
    if not MINUTE <= total <= most:
        raise UserError(f"That is too short or too long: from 1 minute to {shown(most)}.")
    return total


def shown(total: int) -> str:
    """90 minutes are `1 hour 30 minutes`."""
    days, rest = divmod(total, DAY)
    hours, rest = divmod(rest, HOUR)
    parts = [(days, "day"), (hours, "hour"), (rest // MINUTE, "minute")]
    return " ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in parts if n)
