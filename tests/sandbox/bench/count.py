"""What became of the messages."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.sandbox.bench import plan
from tests.sandbox.bench.tap import Sealed, reused


class Sent(NamedTuple):
    """A message that the server has acknowledged; devices are indexes."""

    id: str
    device: int
    kind: str  # "ask" or "echo"
    ask: int  # the question's number
    due: float  # seconds, on the machine's monotonic clock
    readers: tuple[int, ...]  # devices that should get it


class Heard(NamedTuple):
    """A message that a client has told its program of."""

    id: str
    device: int
    sender: int
    chat: str
    kind: str
    ask: int
    place: int  # the how many-th of its sender in this chat
    at: float


@dataclass(frozen=True)
class Quantiles:
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Outcome:
    sent: int  # messages that the server took
    measured: int  # those of them that are timed
    copies: int  # that readers should have got: in a group, more than messages
    lost: int  # copies for which nothing on the wire is an excuse
    raced: int  # copies lost because their sender used one key twice
    duplicated: int  # copies that came again
    disordered: int  # copies that came after a later one of their sender in the same chat
    round_trips: int
    ms: Quantiles  # of round trips, from when the question was due


def outcome(
    sent: Sequence[Sent], heard: Sequence[Heard], sealed: Iterable[Sealed], first: int = 0
) -> Outcome:
    """Times are those of questions from number `first` on; everything else counts them all."""
    got = Counter((one.id, one.device) for one in heard)
    missing = [(one.id, reader) for one in sent for reader in one.readers]
    copies = len(missing)
    missing = [copy for copy in missing if not got[copy]]
    spoilt = reused(sealed)
    raced = [copy for copy in missing if _readable_by_none(spoilt.get(copy[0]), copy[1])]
    trips = round_trips(sent, heard, first)
    return Outcome(
        sent=len(sent),
        measured=sum(one.ask >= first for one in sent),
        copies=copies,
        lost=len(missing) - len(raced),
        raced=len(raced),
        duplicated=sum(count - 1 for count in got.values()),
        disordered=disordered(heard),
        round_trips=len(trips),
        ms=quantiles([trip * 1000 for trip in trips]),
    )


def disordered(heard: Sequence[Heard]) -> int:
    """How many came too late, each device's in the order in which it was told."""
    newest: dict[tuple[int, int, str], int] = {}
    late = 0
    for one in heard:
        chat = (one.device, one.sender, one.chat)
        late += one.place < newest.get(chat, 0)
        newest[chat] = max(one.place, newest.get(chat, 0))
    return late


def round_trips(sent: Sequence[Sent], heard: Sequence[Heard], first: int) -> list[float]:
    """Seconds from when a question was due until its asker has the echo."""
    asked = {one.ask: one for one in sent if one.kind == "ask" and one.ask >= first}
    return [
        one.at - asked[one.ask].due
        for one in heard
        if one.kind == "echo" and one.ask in asked and one.device == asked[one.ask].device
    ]


def quantiles(values: Sequence[float]) -> Quantiles:
    """Of at least two values; NaN for fewer."""
    if len(values) < 2:
        return Quantiles(*[float("nan")] * 3)
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return Quantiles(cuts[49], cuts[94], cuts[98])


def _readable_by_none(spoilt: set[str] | None, reader: int) -> bool:
    """Whether a message whose keys were `spoilt` for these addresses was so for the reader."""
    addresses = spoilt or set()
    return any(
        address.endswith("@g.us") or address.startswith(f"{plan.number(reader)}:")
        for address in addresses
    )
