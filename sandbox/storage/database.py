"""A state folder that one process has, and the SQLite files in it."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

EVERY = 5.0  # seconds between two checkpoints


class StateError(Exception):
    """The state on disk cannot be used; the text says why and what to do, for people."""


class Lock:
    """A file that one process holds at a time, until `release` or its end."""

    def __init__(self, path: Path) -> None:
        """Raises StateError while another process holds it."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            raise StateError(
                f"another sandbox is running on {path.parent.parent}: stop it, or choose another "
                "folder for --state"
            ) from None

    def release(self) -> None:
        os.close(self._file)


class Database:
    """A file in WAL mode, written by one thread without waiting for the disk.

    What a transaction wrote outlives the process at once, and a failure of power from the next
    checkpoint on: moving it from the log into the file is left to another thread.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """`schema` makes a new file's tables; `version` is 1 or more. Raises StateError for a file
        that is damaged, or of another version."""
        path.touch(0o600)
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            _prepare(self._connection, path, schema, version)
        except BaseException:
            self._connection.close()
            raise
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._checkpoints, name="checkpoints", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closed.set()
        self._thread.join()
        self._connection.close()

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it, or nothing."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    def _checkpoints(self) -> None:
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            while not self._closed.wait(EVERY):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _prepare(connection: sqlite3.Connection, path: Path, schema: str, version: int) -> None:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found == 0:
            connection.executescript(f"BEGIN; {schema}; PRAGMA user_version = {version}; COMMIT")
    except sqlite3.DatabaseError as error:
        raise StateError(f"{path} cannot be read ({error}): {_anew(path)}") from None
    if found not in (0, version):
        raise StateError(
            f"{path} was written by another version of the sandbox (format {found}, this one "
            f"reads {version}): run that version, or {_anew(path)}"
        )


def _anew(path: Path) -> str:
    return f"delete {path.parent.parent} to begin with an empty network"
