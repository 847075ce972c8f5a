"""The messages that a phone shows, newest kept, in memory."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

from sandbox.people.media import Media

COUNT = 1000  # messages
BYTES = 64 << 20  # of media


@dataclass
class Entry:
    """A message as its phone shows it; people by their numbers."""

    message_id: str  # WhatsApp's
    sender: str
    recipient: str
    chat: str
    from_me: bool
    kind: str
    text: str = ""
    media: Media | None = None
    target: str = ""  # WhatsApp's id of the message that it refers to
    mentions: tuple[str, ...] = ()
    raw: bytes = field(default=b"", repr=False)  # to quote it
    id: int = 0
    at: float = field(default_factory=time.time)  # unix seconds

    @property
    def size(self) -> int:
        return len(self.media.data) if self.media else 0


class History:
    """At most COUNT messages and BYTES of media; the oldest go first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque()
        self._last = 0
        self._bytes = 0
        self._changed = asyncio.Event()

    def add(self, entry: Entry) -> Entry:
        """Gives it its id, which grows."""
        self._last += 1
        entry.id = self._last
        self._entries.append(entry)
        self._bytes += entry.size
        while len(self._entries) > COUNT or (self._bytes > BYTES and len(self._entries) > 1):
            self._bytes -= self._entries.popleft().size
        self.wake()
        return entry

    def wake(self) -> None:
        """Ends all waiting."""
        self._changed.set()
        self._changed = asyncio.Event()

    def since(self, entry_id: int) -> list[Entry]:
        """Oldest first, without `entry_id` itself."""
        return [e for e in self._entries if e.id > entry_id]

    async def wait(self, entry_id: int, seconds: float) -> list[Entry]:
        """As `since`, but waits up to `seconds` for the first one."""
        if self._last <= entry_id and seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait()
            except TimeoutError:
                return []
        return self.since(entry_id)

    def get(self, entry_id: int) -> Entry | None:
        return next((e for e in self._entries if e.id == entry_id), None)

    def find(self, message_id: str) -> Entry | None:
        """By WhatsApp's id."""
        return next((e for e in self._entries if e.message_id == message_id), None)
