"""The bot's own SQLite file: one connection, used by all threads in turn."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Each of these is applied once, in order; `PRAGMA user_version` counts them. Only append.
_STEPS = (
    """
    CREATE TABLE IF NOT EXISTS spool (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, body TEXT NOT NULL, expires REAL
    );
    CREATE TABLE IF NOT EXISTS inbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, chat TEXT NOT NULL,
        at REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0, raw BLOB NOT NULL
    );
    CREATE TABLE IF NOT EXISTS handled (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE
    );
    """,
    """
    ALTER TABLE inbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'message';
    ALTER TABLE inbox ADD COLUMN heavy INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE settings (
        chat TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (chat, name)
    ) WITHOUT ROWID;
    CREATE TABLE records (
        kind TEXT NOT NULL, chat TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (kind, chat, key)
    ) WITHOUT ROWID;
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, chat TEXT NOT NULL,
        at REAL NOT NULL, data TEXT NOT NULL
    );
    CREATE INDEX jobs_at ON jobs (at);
    CREATE TABLE activity (
        chat TEXT NOT NULL, person TEXT NOT NULL, messages INTEGER NOT NULL, last_at REAL NOT NULL,
        PRIMARY KEY (chat, person)
    ) WITHOUT ROWID;
    CREATE TABLE contacts (person TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    """
    CREATE TABLE kept (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, chat TEXT NOT NULL, id TEXT NOT NULL,
        sender TEXT NOT NULL, at REAL NOT NULL, raw BLOB NOT NULL, UNIQUE (chat, id, sender)
    );
    """,
)


class Database:
    """Survives the process at any moment: WAL, each change a transaction."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error when there is no database and none can be made."""
        path.parent.mkdir(mode=0o700, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._upgrade()

    def _upgrade(self) -> None:
        """All steps that this file has not seen, each whole or not at all."""
        seen = self._db.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(_STEPS[seen:], seen + 1):
            self._db.executescript(f"BEGIN;{step};PRAGMA user_version = {number};COMMIT;")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. May be nested in the same thread; the outermost decides."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def close(self) -> None:
        with self._lock:
            self._db.close()
