"""Where it is noted what outlives the server; `store.Store` is such a place."""

from __future__ import annotations

from typing import Protocol


class Ledger(Protocol):
    def changed(self, record: object) -> None:
        """Notes that this must be written down."""

    def settle(self) -> None:
        """Writes down everything that was noted."""


class Forgetful:
    """For a server that nobody will start again."""

    def changed(self, record: object) -> None: ...

    def settle(self) -> None: ...
