"""Commands that wait for their answer, on disk: a killed bot answers them after its restart."""

from __future__ import annotations

import logging
import time
from typing import NamedTuple

from botinstance.database import Database
from botinstance.link.protocol import Message

log = logging.getLogger(__name__)

MAX_AGE = 600.0  # seconds: nobody waits for an older answer any more
SIZE = 500  # commands; more than this is a flood
HANDLED_KEPT = 5000  # keys of answered messages
MAX_TRIES = 3  # a command that kills the process must not do so for ever


class Entry(NamedTuple):
    seq: int
    key: str
    chat: str
    raw: bytes


class Inbox:
    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, message: Message) -> Entry | None:
        """Keep `message` until `done`. None if it is known already, or the inbox is full."""
        with self._db.transaction() as db:
            if db.execute("SELECT 1 FROM handled WHERE key = ?", (message.key,)).fetchone():
                return None
            if db.execute("SELECT count(*) FROM inbox").fetchone()[0] >= SIZE:
                log.warning("the inbox is full, a command is ignored")
                return None
            cursor = db.execute(
                "INSERT OR IGNORE INTO inbox (key, chat, at, raw) VALUES (?, ?, ?, ?)",
                (message.key, message.chat, message.at, message.raw),
            )
            if not cursor.rowcount:
                return None
            return Entry(int(cursor.lastrowid or 0), message.key, message.chat, message.raw)

    def waiting(self) -> list[Entry]:
        """All commands without an answer, oldest first; those too old are given up."""
        with self._db.transaction() as db:
            db.execute(
                "DELETE FROM inbox WHERE at < ? OR tries >= ?", (time.time() - MAX_AGE, MAX_TRIES)
            )
            rows = db.execute("SELECT seq, key, chat, raw FROM inbox ORDER BY seq")
            return [Entry(*row) for row in rows.fetchall()]

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
