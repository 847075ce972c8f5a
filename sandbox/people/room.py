"""A chat as a place to write to: who is in it, and on which devices."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.people.directory import Account
from sandbox.people.errors import not_on_whatsapp
from sandbox.people.group import Addressing
from sandbox.wire.jid import GROUP, Jid


def is_group(chat: str) -> bool:
    return chat.endswith(f"@{GROUP}")


@dataclass(frozen=True)
class Room:
    """`people` are the members and whoever else is spoken of, by number."""

    chat: str  # a number, or a group's id
    own: str  # number
    members: tuple[str, ...]  # numbers, the own one among them
    people: dict[str, Account]
    addressing: Addressing = "lid"

    @property
    def is_group(self) -> bool:
        return is_group(self.chat)

    @property
    def jid(self) -> Jid:
        return Jid.parse(self.chat) if self.is_group else self.people[self.chat].jid()

    def jid_of(self, number: str, device: int = 0) -> Jid:
        """As people are named in this chat. Raises PhoneError."""
        if number not in self.people:
            raise not_on_whatsapp(number)
        account = self.people[number]
        return account.jid(device) if self.addressing == "lid" else account.phone_jid(device)

    def devices(self) -> list[Jid]:
        """All that are to get what this phone writes here."""
        return [
            self.jid_of(number, device)
            for number in self.members
            if number in self.people
            for device in self.people[number].devices
            if (number, device) != (self.own, 0)
        ]
