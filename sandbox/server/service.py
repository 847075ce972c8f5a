"""What all handlers share: who there is, what is kept, and how patient to be."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sandbox.server.accounts import Directory
from sandbox.server.faults.standing import Standing
from sandbox.server.groups import Groups
from sandbox.server.ledger import Forgetful, Ledger

if TYPE_CHECKING:
    from sandbox.server.media import Media
    from sandbox.server.pairing import Pairing

Addressing = Literal["lid", "pn"]

USUAL = 6  # refs; clients show the first of them for longer


@dataclass(frozen=True)
class Timing:
    """Knobs for tests; all but the first are seconds."""

    refs: int = 6  # per unpaired connection
    first: float = 60.0  # that a client shows the first of six; of any other number it is `next`
    next: float = 20.0  # that it shows each other ref
    late: float = 5.0  # that a ref stays good after that, for a scan that is on its way
    grace: float = 0.3  # between a terminal stanza and the end of the connection
    answer: float = 20.0  # in which a client must confirm that it is linked

    def shown(self) -> list[float]:
        """Seconds after which each ref is over."""
        first = self.first if self.refs == USUAL else self.next
        return [first + n * self.next for n in range(self.refs)]


@dataclass
class Service:
    timing: Timing
    addressing: Addressing  # how people appear in chats, new groups too: by LID, or by number
    media: Media
    pairing: Pairing
    ledger: Ledger = field(default_factory=Forgetful)
    directory: Directory = field(init=False)
    groups: Groups = field(default_factory=Groups)
    faults: Standing = field(default_factory=Standing)
    # An earlier life's notifications may still wait to be acknowledged: no id comes twice.
    _life: str = field(default_factory=lambda: secrets.token_hex(4))
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.directory = Directory(self.changed)

    def changed(self, record: object) -> None:
        """An account, a device or a group is not what it was: it is written down before anything
        that was said because of it leaves the server."""
        self.ledger.changed(record)

    def settle(self) -> None:
        """Writes down what has changed: at every way out, before a byte leaves by it."""
        self.ledger.settle()

    def next_id(self) -> str:
        """An id for a stanza of the server's own; clients' ids never look like this."""
        return f"srv-{self._life}-{next(self._ids)}"
