"""Time: always UTC, always aware; as text ISO 8601 with a Z."""

from __future__ import annotations

from datetime import UTC, datetime

_LAST = datetime(9999, 12, 31, tzinfo=UTC).timestamp()


def now() -> datetime:
    return datetime.now(UTC)


def iso(moment: datetime | None) -> str | None:
    """`2026-01-02T03:04:05.678Z`, or None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_unix(seconds: float) -> datetime:
    """The moment; one behind the year 9999, which no calendar here can hold, is its end."""
    return datetime.fromtimestamp(min(seconds, _LAST), UTC)


def seconds_left(until: datetime | None) -> int:
    """Whole seconds from now until `until`; 0 when it is over or None."""
    return 0 if until is None else max(0, int((until - now()).total_seconds()))
