"""The bot's own account, and what WhatsApp tells of other people. No neonize here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Account(Protocol):
    """Every call raises LinkDown or LinkError. `person` is an id: 915550001@lid, …"""

    def id_of(self, phone: str) -> str:
        """The id of whoever has this number, digits; empty if it is not on WhatsApp.
        WhatsApp bans who asks often: state/allowance.py counts."""

    def phone_of(self, person: str) -> str:
        """Digits, empty if WhatsApp has not told. Never fails, asks nobody."""

    def name_of(self, person: str) -> str:
        """What the person goes by, empty if WhatsApp has not told. Never fails, asks nobody."""

    def picture_of(self, person: str) -> bytes:
        """The profile picture of a person or a group, a JPEG; empty if there is none to see."""

    def about_of(self, person: str) -> str: ...

    def block(self, person: str, on: bool) -> None: ...

    def blocked(self) -> Sequence[str]:
        """Ids."""

    def join(self, link: str) -> str:
        """Join a group by its invite link, or the code in it; the group's id."""

    def groups(self) -> Sequence[tuple[str, str]]:
        """Id and name of each group that the account is in."""

    def rename(self, name: str) -> None: ...

    def describe(self, about: str) -> None: ...

    def show_picture(self, jpeg: bytes) -> None: ...

    def reject_call(self, caller: str, call_id: str) -> None: ...
