"""What was written in chats where deleted messages are shown again: on disk, for a day at most."""

from __future__ import annotations

from botinstance.database import Database
from botinstance.link.protocol import Message

LASTING = 86400.0  # seconds
MOST = 200  # messages of a chat
LARGEST = 100_000  # bytes; the files of media are not in it


class Kept:
    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, message: Message) -> None:
        """Known by its id and its sender: ids are the senders' to choose. Too large a one is
        not kept, and a chat's oldest makes way."""
        if len(message.raw) > LARGEST:
            return
        with self._db.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO kept (chat, id, sender, at, raw) VALUES (?, ?, ?, ?, ?)",
                (message.chat, message.id, message.sender, message.at, message.raw),
            )
            db.execute(
                "DELETE FROM kept WHERE chat = ? AND seq NOT IN "
                "(SELECT seq FROM kept WHERE chat = ? ORDER BY seq DESC LIMIT ?)",
                (message.chat, message.chat, MOST),
            )

    def find(self, chat: str, id: str, sender: str, now: float) -> bytes | None:
        """The `Message.raw` of a message."""
        rows = self._db.rows(
            "SELECT raw FROM kept WHERE chat = ? AND id = ? AND sender = ? AND at > ?",
            (chat, id, sender, now - LASTING),
        )
        return bytes(rows[0][0]) if rows else None

    def drop(self, chat: str, id: str, sender: str) -> None:
        with self._db.transaction() as db:
            db.execute(
                "DELETE FROM kept WHERE chat = ? AND id = ? AND sender = ?", (chat, id, sender)
            )

    def forget(self, now: float) -> float | None:
        """Forget what is a day old. When the next one will be, None if there is none."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM kept WHERE at <= ?", (now - LASTING,))
            oldest = db.execute("SELECT min(at) FROM kept").fetchone()[0]
        return None if oldest is None else oldest + LASTING

    def forget_chat(self, chat: str) -> None:
        with self._db.transaction() as db:
            db.execute("DELETE FROM kept WHERE chat = ?", (chat,))
