"""What a bot did, hour by hour: added up as it tells, and read as a series of points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from sqlalchemy import delete, select

from app.clock import from_unix, now
from app.db import db
from app.models import ActivityHour, BotSession
from botinstance.contract.activity import CLASSES, MOST, MOST_COMMANDS, percentile
from botinstance.contract.event import Event

KEPT = timedelta(days=35)
TOP = 12  # commands that are told by name


class Span(NamedTuple):
    """`size` points, each of `width`; the last is the one that is going on."""

    name: str
    size: int
    width: timedelta


DAY = Span("day", 24, timedelta(hours=1))
WEEK = Span("week", 28, timedelta(hours=6))
MONTH = Span("month", 30, timedelta(days=1))
SPANS = {span.name: span for span in (DAY, WEEK, MONTH)}


@dataclass(frozen=True)
class Point:
    at: datetime  # its beginning, in the zone of the series
    existed: bool  # False: the bot did not exist yet
    received: int
    sent: int
    commands: int
    errors: int
    median: float | None  # seconds from a message to its reply; None without replies
    p95: float | None


@dataclass(frozen=True)
class Series:
    span: Span
    points: tuple[Point, ...]  # oldest first
    total: Point  # of all of them
    by_command: tuple[tuple[str, int], ...]  # name and uses of the TOP commands, most used first
    others: tuple[int, int]  # how many commands there are besides, and their uses

    @property
    def empty(self) -> bool:
        total = self.total
        return not (total.received or total.sent or total.commands or total.errors)


def store(session: BotSession, event: Event) -> None:
    """Adds what the event `activity` tells to its hour. The caller holds the session's lock."""
    hour = _hour(min(from_unix(event.at), now()))
    if hour < now() - KEPT:
        return
    row = db.session.get(ActivityHour, (session.id, hour), populate_existing=True)
    if row is None:
        row = ActivityHour(
            session_id=session.id,
            hour=hour,
            received=0,
            sent=0,
            errors=0,
            commands={},
            latency=[0] * CLASSES,
        )
        db.session.add(row)
    told = event.data
    row.received = _sum(row.received, told["received"])
    row.sent = _sum(row.sent, told["sent"])
    row.errors = _sum(row.errors, told["errors"])
    row.commands = _merged(row.commands, told["commands"])
    row.latency = [_sum(*both) for both in zip(row.latency, told["latency"], strict=True)]


def series(session: BotSession, span: Span, zone: tzinfo = UTC) -> Series:
    """Where nothing is known nothing happened. Days, and their quarters, are those of `zone`."""
    last = _bucket(now(), span, zone)
    starts = [last - span.width * back for back in reversed(range(span.size))]
    rows = _rows(session, starts[0])
    born = min([session.created_at, *(row.hour for row in rows)])
    by_start: dict[datetime, list[ActivityHour]] = {start: [] for start in starts}
    for row in rows:
        by_start.get(_bucket(row.hour, span, zone), []).append(row)
    points = [
        _point(start.astimezone(zone), start + span.width > born, found)
        for start, found in by_start.items()
    ]
    used = Counter[str]()
    for row in rows:
        used.update(row.commands)
    # By number, then by name: the order does not change while the numbers do not.
    ranking = sorted(used.items(), key=lambda item: (-item[1], item[0]))
    rest = ranking[TOP:]
    return Series(
        span,
        tuple(points),
        _point(points[0].at, True, rows),
        tuple(ranking[:TOP]),
        (len(rest), sum(uses for _, uses in rest)),
    )


def forget_old() -> None:
    """Deletes the hours that are behind every span."""
    db.session.execute(delete(ActivityHour).where(ActivityHour.hour < now() - KEPT))


def _rows(session: BotSession, since: datetime) -> Sequence[ActivityHour]:
    of_bot = select(ActivityHour).where(ActivityHour.session_id == session.id)
    statement = of_bot.where(ActivityHour.hour >= since).order_by(ActivityHour.hour)
    return db.session.scalars(statement.execution_options(populate_existing=True)).all()


def _point(at: datetime, existed: bool, rows: Iterable[ActivityHour]) -> Point:
    rows = list(rows)
    latency = [sum(counts) for counts in zip(*(row.latency for row in rows), strict=True)]
    return Point(
        at,
        existed,
        sum(row.received for row in rows),
        sum(row.sent for row in rows),
        sum(sum(row.commands.values()) for row in rows),
        sum(row.errors for row in rows),
        percentile(latency, 0.5),
        percentile(latency, 0.95),
    )


def _bucket(moment: datetime, span: Span, zone: tzinfo) -> datetime:
    """The beginning of the point that `moment` belongs to."""
    if span.width <= timedelta(hours=1):
        return _hour(moment)  # an hour is the same one in every zone
    local = moment.astimezone(zone)
    hours = span.width // timedelta(hours=1)
    return _hour(local).replace(hour=local.hour // hours * hours)


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _merged(known: dict[str, int], told: dict[str, int]) -> dict[str, int]:
    merged = dict(known)
    for name, uses in told.items():
        if name in merged or len(merged) < MOST_COMMANDS:
            merged[name] = _sum(merged.get(name, 0), uses)
    return merged


def _sum(one: int, other: int) -> int:
    """No more than a column holds: a number that cannot be stored would come again for ever."""
    return min(one + other, MOST)
