"""A group of WhatsApp, and what may be done to it. No neonize here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Member:
    """`lid` is told too where the group is addressed by phone numbers."""

    id: str
    phone: str = ""
    admin: bool = False
    lid: str = ""


@dataclass(frozen=True)
class Group:
    id: str
    name: str
    description: str = ""
    created: float = 0.0  # unix seconds, 0 where WhatsApp does not tell
    announce: bool = False  # only admins write
    locked: bool = False  # only admins change name, description and picture
    members: Sequence[Member] = ()


class Change(StrEnum):
    ADD = "add"
    REMOVE = "remove"
    PROMOTE = "promote"
    DEMOTE = "demote"


@dataclass(frozen=True)
class Outcome:
    """What a change did to one person: `error` is WhatsApp's code, 0 if it is done."""

    id: str
    error: int = 0


class Groups(Protocol):
    """What a command may do to a group. Every call raises LinkDown or LinkError."""

    def info(self, chat: str) -> Group:
        """As it is now; WhatsApp limits how often it may be asked."""

    def change(self, chat: str, people: Sequence[str], change: Change) -> Sequence[Outcome]:
        """`people` are ids."""

    def rename(self, chat: str, name: str) -> None: ...

    def describe(self, chat: str, text: str) -> None: ...

    def announce(self, chat: str, on: bool) -> None: ...

    def lock(self, chat: str, on: bool) -> None: ...

    def show_picture(self, chat: str, jpeg: bytes) -> None: ...

    def disappear(self, chat: str, seconds: int) -> None:
        """How long messages stay: 0 for ever, or a day, a week, ninety days."""

    def invite_link(self, chat: str, renew: bool = False) -> str: ...

    def leave(self, chat: str) -> None: ...
