"""What others may see of a person at the phone: reading, typing, being there."""

from __future__ import annotations

import time

from sandbox.people.base import Base
from sandbox.people.errors import bad_request
from sandbox.people.room import is_group
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node

STATES = {
    "composing": Node("composing"),
    "recording": Node("composing", {"media": "audio"}),
    "paused": Node("paused"),
}


class Presence(Base):
    async def read(self, entry_id: int) -> None:
        """Tells its sender that it was read; of a voice note also that it was heard. Raises
        PhoneError."""
        entry = self._entry(entry_id)
        if entry.from_me or entry.kind == "event":
            raise bad_request("Only a message of somebody else can be read.")
        whom = entry.author or str(Jid(entry.sender, PN))
        where = {"to": entry.chat, "participant": whom} if is_group(entry.chat) else {"to": whom}
        heard = entry.media is not None and entry.media.ptt
        for status in ("read", "played") if heard else ("read",):
            attrs = {"id": entry.message_id, "type": status, "t": str(int(time.time()))}
            self._connection.send(Node("receipt", attrs | where))
        if entry.receipt(self.number, "read"):  # so that it is known to be read here
            self.history.entries.touch(entry.id)

    async def typing(self, to: str, state: str) -> None:
        """`state` is composing, recording or paused. Raises PhoneError."""
        if state not in STATES:
            raise bad_request(f"'{state}' is none of {', '.join(STATES)}.")
        async with self._room(to) as room:
            self._connection.send(Node("chatstate", {"to": str(room.jid)}, [STATES[state]]))

    async def appear(self, available: bool) -> None:
        """Or go away. Raises PhoneError."""
        self._available = available
        self._announce()

    def _announce(self) -> None:
        kind = "available" if self._available else "unavailable"
        self._connection.send(Node("presence", {"type": kind, "name": self.name}))
