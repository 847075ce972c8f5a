"""What a bot wrote into the journal, as people read it.

A follower begins with `latest`, goes on by `after`, and comes back (a tab that slept, a cut
connection) by `resumed`, each with the cursor of the answer before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from app.clock import from_unix, iso
from app.languages import _
from app.runtime import runtime
from botinstance.contract.ids import short
from units.protocol import LogLine

SHOWN = 200  # lines of a page
MOST = 1000  # lines that the broker gives at once
LEVELS = ("error", "warning", "info", "debug")  # the worst first
GAP = "gap"  # instead of a level: lines are missing here, as the text says
_FROM_PRIORITY = (*("error",) * 4, "warning", "info", "info", "debug")  # by syslog's 0 … 7


class Line(TypedDict):
    at: str | None  # ISO 8601; None for a gap
    level: str  # of LEVELS, or GAP
    text: str  # with the session's id cut short: all of it opens the session


class Lines(NamedTuple):
    """Oldest first. `cursor` is where to read on; None while there has not been a line."""

    lines: list[Line]
    cursor: str | None


def latest(session_id: str, most: int = SHOWN) -> Lines:
    """The last lines. Raises BrokerError."""
    return _read(session_id, runtime().glance.logs(session_id, most), None)


def after(session_id: str, cursor: str | None, most: int = SHOWN) -> Lines:
    """The first lines behind `cursor`; for None the last ones. Raises BrokerError."""
    return _read(session_id, runtime().glance.logs(session_id, most, cursor), cursor)


def resumed(session_id: str, cursor: str | None) -> Lines:
    """All lines behind a cursor of any age. Where the journal does not hold it any more, or more
    than MOST lines came since: the last ones behind a gap. Raises BrokerError."""
    if cursor is None:
        return latest(session_id)
    found = runtime().glance.logs(session_id, MOST)
    # Asked for what is behind a place that it has lost, the journal would begin anywhere.
    known = next((i for i, line in enumerate(found) if line.cursor == cursor), None)
    if known is not None:
        return _read(session_id, found[known + 1 :], cursor)
    told = _read(session_id, found[-SHOWN:], cursor)
    return Lines([_gap(), *told.lines], told.cursor)


def at_least(level: str) -> frozenset[str]:
    """The levels that are as bad as `level`, or worse; all for one that there is not."""
    upto = LEVELS.index(level) + 1 if level in LEVELS else len(LEVELS)
    return frozenset(LEVELS[:upto])


def _read(session_id: str, found: Sequence[LogLine], cursor: str | None) -> Lines:
    lines = [_line(session_id, line) for line in found]
    return Lines(lines, found[-1].cursor if found else cursor)


def _line(session_id: str, line: LogLine) -> Line:
    level = _FROM_PRIORITY[min(max(line.priority, 0), 7)]
    text = line.text.replace(session_id, short(session_id))
    return {"at": iso(from_unix(line.at)), "level": level, "text": text}


def _gap() -> Line:
    return {"at": None, "level": GAP, "text": _("Older lines are gone; these are the last ones.")}
