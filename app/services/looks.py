"""What systemd said of the bots that somebody follows, and what of it is news."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from app.services.health import STALE
from units.protocol import BotState, BrokerError, UnitState

GOOD = 1.0  # seconds for which a look is as good as a new one
REFUSED = 5.0  # seconds for which nobody else waits for a broker that does not answer
MEASURED = 5.0  # seconds between two pieces of news of what only grows and shrinks
_COUNTED = re.compile(r"[0-9]+")


@dataclass
class Look:
    """What was seen at `at`; `told` is what counted as news last, at `told_at` (monotonic)."""

    seen: BotState | BrokerError
    at: float
    told: tuple[Hashable, Hashable]
    told_at: float


class Looks:
    """By session. `news` is called with the ids of those of which there is news."""

    def __init__(self, news: Callable[[str], None]) -> None:
        self._news = news
        self._looks: dict[str, Look] = {}

    def young(self, session_id: str) -> BotState | None:
        """What was seen a moment ago. Raises BrokerError if that was a refusal."""
        look = self._looks.get(session_id)
        if look is None:
            return None
        age = time.monotonic() - look.at
        if isinstance(look.seen, BrokerError):
            if age < REFUSED:
                raise look.seen
            return None
        return look.seen if age < GOOD else None

    def note(self, session_id: str, seen: BotState | BrokerError) -> None:
        now, told = time.monotonic(), (_essence(seen), _measures(seen))
        last = self._looks.get(session_id)
        if last is None:
            self._looks[session_id] = Look(seen, now, told, now)
            return
        last.seen, last.at = seen, now
        if told[0] != last.told[0] or (told != last.told and now - last.told_at >= MEASURED):
            last.told, last.told_at = told, now
            self._news(session_id)

    def age(self, session_id: str) -> None:
        """What was seen is no longer good, for something has changed since."""
        look = self._looks.get(session_id)
        if look:
            look.at = float("-inf")

    def forget(self, session_id: str) -> None:
        self._looks.pop(session_id, None)


def _essence(seen: BotState | BrokerError) -> Hashable:
    """What is news at once."""
    if isinstance(seen, BrokerError):
        return seen.code
    return seen.config_version, _state(seen.run), _state(seen.pair)


def _state(unit: UnitState) -> Hashable:
    silent = unit.beat is not None and time.time() - unit.beat >= STALE
    text = _COUNTED.sub("", unit.text)
    return unit.active, unit.sub, unit.result, unit.restarts, unit.pid, unit.since, text, silent


def _measures(seen: BotState | BrokerError) -> Hashable:
    """What is news now and then: whole MB, whole seconds."""
    if isinstance(seen, BrokerError):
        return None
    return (seen.run.memory or 0) >> 20, int(seen.run.cpu or 0)
