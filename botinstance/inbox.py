"""What waits to be dealt with, on disk: a killed bot answers it after its restart."""

from __future__ import annotations

import logging
import time
from typing import NamedTuple

from botinstance.database import Database
from botinstance.link.happening import Happening, dumps
from botinstance.link.protocol import Message

log = logging.getLogger(__name__)

MAX_AGE = 600.0  # seconds: nobody waits for an older answer any more
SIZE = 500  # entries; more than this is a flood
HANDLED_KEPT = 5000  # keys of answered messages
MAX_TRIES = 3  # a command that kills the process must not do so for ever


MESSAGE, HAPPENING = "message", "happening"  # kinds of entries: what `raw` is made of


class Entry(NamedTuple):
    seq: int
    key: str
    chat: str
    raw: bytes
    kind: str = MESSAGE
    heavy: bool = False  # takes long: others need not wait for it
    # by time.monotonic(); None for what has waited on disk, for this process or for the link
    arrived: float | None = None


class Inbox:
    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, message: Message, heavy: bool = False) -> Entry | None:
        """Keep `message` until `done`. None if it is known already, or the inbox is full."""
        return self._add(message.key, message.chat, message.at, message.raw, MESSAGE, heavy)

    def keep(self, happening: Happening) -> Entry | None:
        """Keep what happened until `done`, as `add` does."""
        key = f"{happening.chat}/{type(happening).__name__}/{happening.id}"
        return self._add(key, happening.chat, time.time(), dumps(happening), HAPPENING, False)

    def _add(
        self, key: str, chat: str, at: float, raw: bytes, kind: str, heavy: bool
    ) -> Entry | None:
        with self._db.transaction() as db:
            if db.execute("SELECT 1 FROM handled WHERE key = ?", (key,)).fetchone():
                return None
            if db.execute("SELECT count(*) FROM inbox").fetchone()[0] >= SIZE:
                log.warning("the inbox is full, something is ignored")
                return None
            cursor = db.execute(
                "INSERT OR IGNORE INTO inbox (key, chat, at, raw, kind, heavy) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (key, chat, at, raw, kind, heavy),
            )
            if not cursor.rowcount:
                return None
            return Entry(int(cursor.lastrowid or 0), key, chat, raw, kind, heavy)

    def waiting(self) -> list[Entry]:
        """All without an answer, oldest first; those too old are given up."""
        with self._db.transaction() as db:
            db.execute(
                "DELETE FROM inbox WHERE at < ? OR tries >= ?", (time.time() - MAX_AGE, MAX_TRIES)
            )
            rows = db.execute("SELECT seq, key, chat, raw, kind, heavy FROM inbox ORDER BY seq")
            return [Entry(*row)._replace(heavy=bool(row[-1])) for row in rows.fetchall()]

    def trying(self, entry: Entry) -> None:
        with self._db.transaction() as db:
            db.execute("UPDATE inbox SET tries = tries + 1 WHERE seq = ?", (entry.seq,))

    def done(self, entry: Entry) -> None:
        """It was answered: forget it, but not that it was."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM inbox WHERE seq = ?", (entry.seq,))
            cursor = db.execute("INSERT OR IGNORE INTO handled (key) VALUES (?)", (entry.key,))
            db.execute(
                "DELETE FROM handled WHERE seq <= ?", (int(cursor.lastrowid or 0) - HANDLED_KEPT,)
            )
