"""Everything that happens to a phone, in order, for whoever watches; in memory."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

COUNT = 2000  # moments that are kept, the newest


@dataclass(frozen=True)
class Moment:
    """Kinds and their data, people by their numbers:

    `message` {id: of the entry}; `receipt` {message_id, by, status: delivered | read | played};
    `typing` {chat, by, state}; `presence` {number, available, last_seen: unix seconds or None};
    `call` {by, state: offer | reject | terminate | …, call: its id}; `devices` {}; `group` {id};
    `profile` {}.
    """

    id: int  # grows
    kind: str
    data: dict[str, Any]
    at: float = field(default_factory=time.time)  # unix seconds


class Feed:
    def __init__(self) -> None:
        self._moments: deque[Moment] = deque(maxlen=COUNT)
        self._last = 0
        self._bell = Bell()

    def publish(self, kind: str, **data: Any) -> Moment:
        self._last += 1
        moment = Moment(self._last, kind, data)
        self._moments.append(moment)
        self._bell.ring()
        return moment

    def since(self, moment_id: int) -> list[Moment]:
        """Oldest first, without `moment_id` itself."""
        return [moment for moment in self._moments if moment.id > moment_id]

    async def wait(self, moment_id: int, seconds: float) -> list[Moment]:
        """As `since`, but waits up to `seconds` for the first one."""
        await self._bell.heard(lambda: self._last > moment_id, seconds)
        return self.since(moment_id)

    def wake(self) -> None:
        """Ends all waiting."""
        self._bell.ring()


class Bell:
    """Wakes those who wait."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def heard(self, already: Callable[[], bool], seconds: float) -> bool:
        """Whether it rang within `seconds`, or had no need to; rung once, it waits no longer."""
        if already() or seconds <= 0:
            return already()
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True
