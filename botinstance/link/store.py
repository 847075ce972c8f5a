"""The WhatsApp credentials on disk: who owns them, and what can be read without connecting."""

from __future__ import annotations

import fcntl
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from botinstance.link.protocol import Own

log = logging.getLogger(__name__)

# neonize appends "?_foreign_keys=on"; the last option swallows it. WAL makes a send twice as
# fast and pairing six times, and narrows the window in which a session can be written back stale.
# A power cut may take the last sends back (a killed process does not); the peers' next message
# heals their sessions.
_OPTIONS = "_journal_mode=WAL&_synchronous=NORMAL&_busy_timeout=15000&_foreign_keys=on&_rest="


class StoreBusy(Exception):
    """Another process owns the store. Two owners would destroy the session."""


class Store:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "wa.db"
        self._mark = folder / "anew"

    @property
    def name(self) -> str:
        """What neonize calls the name of a client: the database and how to open it."""
        return f"{self._file}?{_OPTIONS}"

    @contextmanager
    def owned(self, wait: float = 3.0) -> Iterator[None]:
        """Own the store within the block. Raises StoreBusy after `wait` seconds."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
            deadline = time.monotonic() + wait
            while not _locked(lock.fileno()):
                if time.monotonic() > deadline:
                    raise StoreBusy("another process holds this bot's WhatsApp credentials")
                time.sleep(0.1)
            yield

    def own(self) -> Own | None:
        """The account that the store is linked to; None if it is not.

        Not in a process that has connected: there are two SQLite libraries in it, Go's and
        Python's, and closing a file in one undoes the locks of the other.
        """
        rows = self._read("SELECT jid, lid, push_name FROM whatsmeow_device LIMIT 1")
        if not rows:
            return None
        jid, lid, name = rows[0]
        user, _, server = str(lid or "").partition("@")
        phone, _, device = str(jid).partition("@")[0].partition(":")
        return Own(
            phone=phone.partition(".")[0],
            lid=f"{user.partition(':')[0]}@{server}" if server else "",
            device=int(device or 0),
            name=str(name or ""),
        )

    def clear(self) -> None:
        """Forget the link. Also in a process that has connected, if it calls the library no more.
        Raises OSError."""
        for file in self._folder.glob(f"{self._file.name}*"):
            file.unlink(missing_ok=True)

    def begun_anew(self) -> str:
        """The mark of the last `begin_anew`, or empty."""
        return self._mark.read_text("ascii") if self._mark.exists() else ""

    def begin_anew(self, mark: str) -> None:
        """Forget the link, and that it was for `mark`. Raises OSError."""
        self.clear()
        self._mark.write_text(mark, "ascii")

    def _read(self, sql: str) -> list[tuple[Any, ...]]:
        if not self._file.exists():
            return []
        try:
            with closing(sqlite3.connect(self._file, timeout=10)) as db:
                return db.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):  # killed before the first migration
                return []
            raise


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
