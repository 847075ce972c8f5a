"""What is to be done later: on disk until it is due, then handed on through the inbox."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any

from botinstance.contract.jobs import HANDLERS
from botinstance.database import Database
from botinstance.link.happening import Due

LONGEST = 3600.0  # seconds of one sleep: the clock may have been set


class Jobs:
    """Times are unix seconds. One that was due while the bot was down is due at its start."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock
        self._news = threading.Condition()
        self._late = True  # whether something was added since the last look
        self._closed = False

    def add(self, kind: str, chat: str, at: float, data: dict[str, Any] | None = None) -> str:
        """Its id. Raises KeyError for a kind that nobody does."""
        HANDLERS[kind]
        with self._db.transaction() as db:
            cursor = db.execute(
                "INSERT INTO jobs (kind, chat, at, data) VALUES (?, ?, ?, ?)",
                (kind, chat, at, json.dumps(data or {})),
            )
        with self._news:
            self._late = True
            self._news.notify_all()
        return str(cursor.lastrowid)

    def cancel(self, job: str) -> bool:
        """Whether it was still to come."""
        with self._db.transaction() as db:
            return bool(db.execute("DELETE FROM jobs WHERE id = ?", (job,)).rowcount)

    def waiting(self, kind: str, chat: str | None = None) -> list[Due]:
        """Those to come, the next one first; of one chat, or of all if None."""
        where, values = ("", [kind]) if chat is None else (" AND chat = ?", [kind, chat])
        sql = f"SELECT chat, id, kind, data, at FROM jobs WHERE kind = ?{where} ORDER BY at, id"
        return [_due(row) for row in self._db.rows(sql, values)]

    def take(self, keep: Callable[[Due], object]) -> float:
        """Hand all that are due to `keep`, which puts them on disk within the same transaction.
        Returns the seconds until the next."""
        with self._db.transaction() as db:
            now = self._clock()
            sql = "SELECT chat, id, kind, data, at FROM jobs WHERE at <= ? ORDER BY at, id"
            for row in db.execute(sql, (now,)).fetchall():
                db.execute("DELETE FROM jobs WHERE id = ?", (row[1],))
                keep(_due(row))
            soonest = db.execute("SELECT min(at) FROM jobs").fetchone()[0]
        return LONGEST if soonest is None else min(LONGEST, max(0.0, soonest - self._clock()))

    def watch(self, keep: Callable[[Due], object]) -> None:
        """Call `take` whenever something is due, from a thread of its own, until `close`."""

        def loop() -> None:
            while not self._closed:
                self._late = False
                seconds = self.take(keep)
                with self._news:
                    self._news.wait_for(lambda: self._late or self._closed, seconds)

        threading.Thread(target=loop, name="jobs", daemon=True).start()

    def close(self) -> None:
        self._closed = True
        with self._news:
            self._news.notify_all()


def _due(row: tuple[Any, ...]) -> Due:
    chat, job, kind, data, at = row
    return Due(chat, str(job), kind, json.loads(data), at)
