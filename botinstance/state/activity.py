"""Who writes how much in which group: counted in memory, written every half minute."""

from __future__ import annotations

import threading
import time
from typing import NamedTuple

from botinstance.database import Database

PERIOD = 30.0  # seconds between two writes
DAYS = 90  # that counts are kept after somebody's last message


class Writer(NamedTuple):
    person: str  # as identity.person
    messages: int
    last_at: float  # unix seconds


class Activity:
    def __init__(self, database: Database) -> None:
        self._db = database
        self._lock = threading.Lock()
        self._fresh: dict[tuple[str, str], tuple[int, float]] = {}
        self._written = time.monotonic()

    def count(self, chat: str, person: str, at: float) -> None:
        with self._lock:
            messages, last = self._fresh.get((chat, person), (0, 0.0))
            self._fresh[chat, person] = (messages + 1, max(last, at))
        if time.monotonic() - self._written > PERIOD:
            self.flush()

    def of(self, chat: str) -> list[Writer]:
        """Everybody who has written there, the busiest first."""
        self.flush()
        rows = self._db.rows(
            "SELECT person, messages, last_at FROM activity WHERE chat = ? "
            "ORDER BY messages DESC, person",
            (chat,),
        )
        return [Writer(*row) for row in rows]

    def flush(self) -> None:
        self._written = time.monotonic()
        with self._lock:
            fresh, self._fresh = self._fresh, {}
        if not fresh:
            return
        with self._db.transaction() as db:
            db.executemany(
                "INSERT INTO activity (chat, person, messages, last_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (chat, person) DO UPDATE SET messages = messages + excluded.messages,"
                " last_at = max(last_at, excluded.last_at)",
                [(chat, person, *counted) for (chat, person), counted in fresh.items()],
            )
            db.execute("DELETE FROM activity WHERE last_at < ?", (time.time() - DAYS * 86400,))
