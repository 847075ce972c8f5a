"""The faults that stand: whom each one is for, and how much of it is left."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from weakref import WeakSet

from sandbox.server.faults.catalogue import Value
from sandbox.server.faults.fault import Fault
from sandbox.server.faults.line import Line
from sandbox.server.session import Session
from sandbox.wire.jid import Jid


@dataclass
class Row:
    id: int
    fault: Fault
    left: int | None  # strikes
    until: float | None  # unix seconds
    end: asyncio.TimerHandle | None = field(default=None, repr=False)


class Standing:
    """What the rest of the server asks before it says something."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._ids = itertools.count(1)
        self._lines: WeakSet[Line] = WeakSet()

    def line(self, session: Session, who: Jid | None, hang_up: Callable[[], None]) -> Line:
        """The session of a device, None for one that is not linked yet, with its faults.

        `hang_up` ends the session with no word.
        """
        line = Line(self, session, who, hang_up)
        self._lines.add(line)
        return line

    def lines(self, fault: Fault) -> list[Line]:
        """The open ones that a fault is for."""
        return [line for line in self._lines if line.open and fault.fits(line.who)]

    def find(self, name: str, who: Jid | None, **values: Value) -> dict[str, Value] | None:
        """The parameters of the newest such fault that is for this device, if one stands."""
        row = self._find(name, who, values)
        return row.fault.values if row else None

    def strike(self, name: str, who: Jid | None, **values: Value) -> dict[str, Value] | None:
        """As `find`, and it has struck once more."""
        row = self._find(name, who, values)
        if row is None:
            return None
        if row.left is not None:
            row.left -= 1
            if not row.left:
                self.remove(row.id)
        return row.fault.values

    def add(self, fault: Fault) -> int:
        """From now on; its id."""
        row = Row(next(self._ids), fault, fault.count, None)
        if fault.seconds is not None:
            row.until = time.time() + fault.seconds
            loop = asyncio.get_running_loop()
            row.end = loop.call_later(fault.seconds, self.remove, row.id)
        self._rows[row.id] = row
        return row.id

    def remove(self, number: int) -> bool:
        """Whether it stood still."""
        row = self._rows.pop(number, None)
        if row is None:
            return False
        if row.end:
            row.end.cancel()
        for line in list(self._lines):
            line.flush()
        return True

    def __iter__(self) -> Iterator[Row]:
        return iter(list(self._rows.values()))

    def _find(self, name: str, who: Jid | None, values: dict[str, Value]) -> Row | None:
        return next(
            (
                row
                for row in reversed(self._rows.values())
                if row.fault.kind.name == name
                and row.fault.fits(who)
                and values.items() <= row.fault.values.items()
            ),
            None,
        )
