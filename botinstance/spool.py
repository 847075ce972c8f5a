"""Events that the platform has not confirmed yet, on disk, oldest first, bounded."""

from __future__ import annotations

import json
import time
from typing import Any, NamedTuple

from botinstance.contract import event
from botinstance.contract.event import Event
from botinstance.database import Database

SIZE = 1000
# worth nothing once the code they carry has expired
_EPHEMERAL = (event.PAIR_QR, event.PAIR_CODE)
_DISPENSABLE = (event.PULSE, event.ACTIVITY)  # the first tells least


class Entry(NamedTuple):
    seq: int
    body: dict[str, Any]  # the event as it goes over the wire


class Spool:
    def __init__(self, database: Database, size: int = SIZE) -> None:
        self._db = database
        self._size = size

    def add(self, new: Event) -> None:
        expires = new.data["expires_at"] if new.name in _EPHEMERAL else None
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO spool (name, body, expires) VALUES (?, ?, ?)",
                (new.name, json.dumps(new.to_json()), expires),
            )
            self._trim()

    def _trim(self) -> None:
        """Make room: pulses go first, then activity, then the rest; the oldest of each."""
        with self._db.transaction() as db:
            excess = len(self) - self._size
            if excess > 0:
                db.execute(
                    "DELETE FROM spool WHERE seq IN "
                    "(SELECT seq FROM spool ORDER BY name != ?, name != ?, seq LIMIT ?)",
                    (*_DISPENSABLE, excess),
                )

    def batch(self, most: int = event.BATCH) -> list[Entry]:
        """The oldest events, at most `most`; those that have expired are forgotten."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM spool WHERE expires <= ?", (time.time(),))
            rows = db.execute("SELECT seq, body FROM spool ORDER BY seq LIMIT ?", (most,))
            return [Entry(seq, json.loads(body)) for seq, body in rows.fetchall()]

    def remove(self, entries: list[Entry]) -> None:
        with self._db.transaction() as db:
            db.executemany("DELETE FROM spool WHERE seq = ?", [(e.seq,) for e in entries])

    def __len__(self) -> int:
        return int(self._db.rows("SELECT count(*) FROM spool")[0][0])
