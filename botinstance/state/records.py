"""Whatever else commands keep, a JSON value by kind, chat and key: warnings, notes, coins …"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from botinstance.database import Database


class Record(NamedTuple):
    chat: str
    key: str
    value: Any


class Records:
    """`chat` is empty for what belongs to the whole bot. Values are what JSON can say."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def together(self) -> AbstractContextManager[object]:
        """What is done in this block is done whole or not at all."""
        return self._db.transaction()

    def get(self, kind: str, chat: str, key: str, default: Any = None) -> Any:
        rows = self._db.rows(
            "SELECT value FROM records WHERE kind = ? AND chat = ? AND key = ?", (kind, chat, key)
        )
        return json.loads(rows[0][0]) if rows else default

    def put(self, kind: str, chat: str, key: str, value: Any) -> None:
        with self._db.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO records (kind, chat, key, value) VALUES (?, ?, ?, ?)",
                (kind, chat, key, json.dumps(value, ensure_ascii=False)),
            )

    def change(
        self, kind: str, chat: str, key: str, how: Callable[[Any], Any], default: Any = None
    ) -> Any:
        """Replace the value by `how(value)`, all or nothing, and return it; None deletes. What
        `how` raises leaves everything as it was. Nests: a transfer is one change in another."""
        with self.together():
            value = how(self.get(kind, chat, key, default))
            if value is None:
                self.delete(kind, chat, key)
            else:
                self.put(kind, chat, key, value)
            return value

    def delete(self, kind: str, chat: str, key: str) -> bool:
        """Whether there was one."""
        with self._db.transaction() as db:
            cursor = db.execute(
                "DELETE FROM records WHERE kind = ? AND chat = ? AND key = ?", (kind, chat, key)
            )
            return bool(cursor.rowcount)

    def all(self, kind: str, chat: str | None = None) -> list[Record]:
        """Of one chat, or of all of them if None; by key."""
        where, values = ("", [kind]) if chat is None else (" AND chat = ?", [kind, chat])
        sql = f"SELECT chat, key, value FROM records WHERE kind = ?{where} ORDER BY chat, key"
        rows = self._db.rows(sql, values)
        return [Record(of, key, json.loads(value)) for of, key, value in rows]

    def count(self, kind: str, chat: str) -> int:
        sql = "SELECT count(*) FROM records WHERE kind = ? AND chat = ?"
        return int(self._db.rows(sql, (kind, chat))[0][0])
