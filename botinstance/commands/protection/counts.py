"""Who has written how much just now: in memory, by WhatsApp's time of the messages."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque

PEOPLE = 2000  # remembered at once
MOST = 30  # messages of one person


class Counts:
    """Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: OrderedDict[tuple[str, str], deque[tuple[float, str]]] = OrderedDict()

    def count(self, chat: str, person: str, message: str, at: float, seconds: int) -> int:
        """How many messages, with this one, there are within `seconds` before `at`: MOST at
        most. The same one counts once, however often it comes."""
        with self._lock:
            seen = self._seen.setdefault((chat, person), deque(maxlen=MOST))
            self._seen.move_to_end((chat, person))
            if len(self._seen) > PEOPLE:
                self._seen.popitem(last=False)
            if all(id != message for _, id in seen):
                seen.append((at, message))
            return sum(at - seconds < then <= at for then, _ in seen)
