"""All phones of a network, by number; one is made on first use."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sandbox.people.base import forget
from sandbox.people.errors import bad_request
from sandbox.people.memory import Memory
from sandbox.people.phone import Phone
from sandbox.people.store import Store
from sandbox.people.transfer import Transfers
from sandbox.wire.jid import NUMBER
from sandbox.wire.network import Network


class People:
    def __init__(self, network: Network, proxy: str, ca: Path, store: Store | None = None) -> None:
        """Files go through the CONNECT proxy `proxy` to hosts that `ca` vouches for. What `store`
        has of the phones comes back with `switch_on`."""
        self._network = network
        self._store = store
        self._transfers = Transfers(proxy, ca)
        self._phones: dict[str, Phone] = {}
        self._opening = asyncio.Lock()

    async def switch_on(self) -> None:
        """All phones that there were. Raises PhoneError."""
        async with self._opening:
            for memory in self._store.load() if self._store else []:
                self._phones[memory.number] = await self._open(memory)

    async def phone(self, number: str, name: str = "") -> Phone:
        """The phone with this number; `name` counts on first use. Raises PhoneError."""
        check_number(number)
        async with self._opening:
            if number not in self._phones:
                memory = Memory(number, name or f"Person {number[-4:]}")
                self._phones[number] = await self._open(memory)
        return self._phones[number]

    def phones(self) -> list[Phone]:
        return list(self._phones.values())

    async def close(self) -> None:
        for phone in self._phones.values():
            await phone.close()
        await self._transfers.close()
        if self._store:
            for phone in self._phones.values():
                self._store.settle(phone.memory)
            self._store.close()

    async def _open(self, memory: Memory) -> Phone:
        settle = self._store.settle if self._store else forget
        return await Phone.open(self._network, self._transfers, memory, settle)


def check_number(number: str) -> str:
    """Raises PhoneError."""
    if not NUMBER.fullmatch(number):
        raise bad_request(
            "A phone number has 7 to 15 digits, begins with the country code, and has "
            "no plus sign or spaces, such as 15550001234."
        )
    return number
