"""Who is behind a number or a LID, and which devices they have. The server is asked every time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.people.connection import Connection
from sandbox.wire.errors import WireError
from sandbox.wire.jid import LID, PN, Jid
from sandbox.wire.node import Node


class Account(NamedTuple):
    number: str
    lid: str  # its user part
    devices: tuple[int, ...]

    def jid(self, device: int = 0) -> Jid:
        """The device under the account's LID, today's normal address."""
        return Jid(self.lid, LID, device)

    def phone_jid(self, device: int = 0) -> Jid:
        return Jid(self.number, PN, device)


@dataclass
class Book:
    """Who is who."""

    numbers: dict[str, str] = field(default_factory=dict)  # by user part of the LID
    names: dict[str, str] = field(default_factory=dict)  # what people call themselves, by number


class Directory:
    """Accounts by number; numbers of LIDs as learnt from answers and stanzas."""

    def __init__(self, connection: Connection, book: Book) -> None:
        self._connection = connection
        self._book = book

    async def accounts(self, *numbers: str) -> dict[str, Account]:
        """The accounts of those numbers that are on WhatsApp. Raises PhoneError."""
        users = [Node("user", {"jid": str(Jid(n, PN))}) for n in dict.fromkeys(numbers)]
        query = Node("query", {}, [Node("devices", {"version": "2"}), Node("lid")])
        attrs = {"sid": "1", "index": "0", "last": "true", "mode": "query", "context": "message"}
        usync = Node("usync", attrs, [query, Node("list", {}, users)])
        answer = await self._connection.query("get", "usync", usync)
        listed = (answer.child("usync") or answer).child("list")
        found = [_account(user) for user in (listed.all("user") if listed else [])]
        accounts = {a.number: a for a in found if a is not None}
        self._book.numbers |= {a.lid: a.number for a in accounts.values()}
        return accounts

    def learn(self, *jids: str) -> None:
        """Takes note of a LID and a number that a stanza names for the same account."""
        known = [Jid.parse(text) for text in jids if text]
        lids = [jid.user for jid in known if jid.server == LID]
        numbers = [jid.user for jid in known if jid.server == PN]
        if lids and numbers:
            self._book.numbers[lids[0]] = numbers[0]

    def learn_name(self, number: str, name: str) -> None:
        """Takes note of what a person is called, or calls himself; "" says nothing."""
        if name:
            self._book.names[number] = name

    def name(self, number: str) -> str:
        """Empty where it is not known."""
        return self._book.names.get(number, "")

    def number(self, jid: Jid) -> str:
        """The phone number behind `jid`; an unknown LID stays as it is."""
        return self._book.numbers.get(jid.user, jid.user) if jid.server == LID else jid.user

    def number_of(self, text: str) -> str:
        """As `number`, of an address that others have written; what is none stays as it is."""
        try:
            return self.number(Jid.parse(text))
        except WireError:
            return text

    def is_stranger(self, text: str) -> bool:
        """Whether nothing has said yet whose LID this is. Raises WireError."""
        jid = Jid.parse(text)
        return jid.server == LID and jid.user not in self._book.numbers

    def addresses(self, text: str) -> list[str]:
        """An address and the other one of the same person, without a device, as far as known.
        Raises WireError."""
        jid = Jid.parse(text).bare
        number = self.number(jid)
        lids = [Jid(lid, LID) for lid, known in self._book.numbers.items() if known == number]
        return [str(it) for it in dict.fromkeys([jid, *lids, Jid(number, PN)])]

    def address(self, device: Jid) -> str:
        """The name of a device's Signal session, the same under number and LID."""
        return f"{self.number(device)}:{device.device}"


def _account(user: Node) -> Account | None:
    lid, devices = user.child("lid"), user.child("devices")
    if lid is None or not lid.get("val"):
        return None
    listed = devices.child("device-list") if devices else None
    ids = tuple(int(d.get("id")) for d in (listed.all("device") if listed else []))
    return Account(Jid.parse(user.get("jid")).user, Jid.parse(lid.get("val")).user, ids)
