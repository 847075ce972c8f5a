"""The messages that a phone shows, newest kept."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sandbox.people.feed import Bell
from sandbox.people.media import Media
from sandbox.storage import TRANSIENT, Tracked

COUNT = 1000  # messages
BYTES = 64 << 20  # of media
STATUSES = (
    "",
    "delivered",
    "read",
    "played",
)  # of a message with one of its readers, as they come


@dataclass
class Entry:
    """A message as its phone shows it; people by their numbers.

    What refers to another message (a reaction, an edit, a revocation, a vote) is an entry of its
    own, and so is an `event`, which is something that happened to a group.
    """

    message_id: str  # WhatsApp's
    sender: str
    recipient: str  # a number, or a group's id
    chat: str  # likewise: whom one talks with here
    from_me: bool
    kind: str
    text: str = ""
    media: Media | None = field(default=None, metadata=TRANSIENT)  # kept by itself
    target: str = ""  # WhatsApp's id of the message that it refers to
    mentions: tuple[str, ...] = ()
    view_once: bool = False
    receipts: dict[str, str] = field(default_factory=dict)  # number → delivered | read | played
    author: str = ""  # the sender's address, as this chat names people
    raw: bytes = field(default=b"", repr=False)  # to quote it
    id: int = 0
    at: float = field(default_factory=time.time)  # unix seconds

    @property
    def size(self) -> int:
        return len(self.media.data) if self.media else 0

    def receipt(self, by: str, status: str) -> bool:
        """Whether this is more than was known before."""
        if STATUSES.index(status) <= STATUSES.index(self.receipts.get(by, "")):
            return False
        self.receipts[by] = status
        return True


class History:
    """At most COUNT messages and BYTES of media; the oldest go first."""

    def __init__(self) -> None:
        self.entries: Tracked[int, Entry] = Tracked()
        self._named: dict[str, int] = {}  # ids of entries by WhatsApp's
        self._last = 0
        self._bytes = 0
        self._bell = Bell()

    def add(self, entry: Entry) -> Entry:
        """Gives it its id, which grows."""
        self._last += 1
        entry.id = self._last
        self.entries[entry.id] = entry
        self._named[entry.message_id] = entry.id
        self._bytes += entry.size
        while len(self.entries) > COUNT or (self._bytes > BYTES and len(self.entries) > 1):
            self._drop(next(iter(self.entries.values())))
        self.wake()
        return entry

    def restore(self, entry: Entry) -> None:
        """As it was written; the oldest comes first."""
        self.entries.restore(entry.id, entry)
        self._named[entry.message_id] = entry.id
        self._last = entry.id
        self._bytes += entry.size

    def wake(self) -> None:
        """Ends all waiting."""
        self._bell.ring()

    def since(self, entry_id: int) -> list[Entry]:
        """Oldest first, without `entry_id` itself."""
        return [e for e in self.entries.values() if e.id > entry_id]

    async def wait(self, entry_id: int, seconds: float) -> list[Entry]:
        """As `since`, but waits up to `seconds` for the first one."""
        await self._bell.heard(lambda: self._last > entry_id, seconds)
        return self.since(entry_id)

    def get(self, entry_id: int) -> Entry | None:
        return self.entries.get(entry_id)

    def find(self, message_id: str) -> Entry | None:
        """By WhatsApp's id."""
        return self.entries.get(self._named.get(message_id, 0))

    def _drop(self, oldest: Entry) -> None:
        self._bytes -= oldest.size
        self._named.pop(oldest.message_id, None)
        self.entries.drop_oldest()
