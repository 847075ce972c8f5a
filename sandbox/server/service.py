"""What all handlers share: who there is, what is kept, and how patient to be."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sandbox.server.accounts import Directory

if TYPE_CHECKING:
    from sandbox.server.media import Media
    from sandbox.server.pairing import Pairing

Addressing = Literal["lid", "pn"]


@dataclass(frozen=True)
class Timing:
    """Knobs for tests. Six refs are shown for 60 s, then 20 s each; any other number 20 s each."""

    refs: int = 6  # per unpaired connection
    grace: float = 0.3  # seconds between a terminal stanza and the end of the connection
    answer: float = 20.0  # seconds in which a client must confirm that it is linked


@dataclass
class Service:
    timing: Timing
    addressing: Addressing  # how people appear in chats between two: by LID, or by number
    media: Media
    pairing: Pairing
    directory: Directory = field(default_factory=Directory)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def changed(self, record: object) -> None:
        """An account, a device or a group is not what it was: it is written down before anything
        that was said because of it leaves the server."""

    def next_id(self) -> str:
        """An id for a stanza of the server's own; clients' ids never look like this."""
        return f"srv-{next(self._ids)}"
