"""Who has written to the bot: to nobody else does it write of its own accord."""

from __future__ import annotations

import threading

from botinstance.database import Database
from botinstance.state.identity import person


class Contacts:
    def __init__(self, database: Database) -> None:
        self._db = database
        self._lock = threading.Lock()
        self._known = {row[0] for row in database.rows("SELECT person FROM contacts")}

    def met(self, id: str, phone: str = "") -> None:
        """This person has written to the bot."""
        for key in {person(id), person(id, phone)} - self._known:
            with self._lock, self._db.transaction() as db:
                db.execute("INSERT OR IGNORE INTO contacts (person) VALUES (?)", (key,))
                self._known.add(key)

    def everybody(self) -> list[str]:
        """Keys of all who have written to the bot; some have two."""
        return sorted(self._known)

    def knows(self, id: str) -> bool:
        return person(id) in self._known
