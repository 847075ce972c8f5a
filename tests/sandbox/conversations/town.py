"""People of one WhatsApp, each with a phone and real clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from sandbox.wire.network import LinkError
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner

NUMBERS = {"Alice": "15550001", "Bob": "15550002", "Carol": "15550003", "Dora": "15550004"}


class Scanner(Protocol):
    def scan(self, text: str, /) -> int:
        """The number of the device that showed this QR text."""


class Town:
    """Context manager; its clients end with it."""

    def __init__(
        self,
        loopback: Loopback,
        folder: Path,
        new_phone: Callable[[str, str], Scanner] | None = None,
    ) -> None:
        """`new_phone` makes the phone of a number and a name; without it, phones only link."""
        self.loopback = loopback
        self._folder = folder
        self._new_phone = new_phone or partial(Owner, loopback)
        self._phones: dict[str, Scanner] = {}
        self._all: list[Client] = []
        self.clients: dict[str, Client] = {}  # the first one of each
        self.addressing = "lid"  # or "pn": how people appear

    def __enter__(self) -> Town:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._all:
            client.kill()

    def move_in(self, *names: str) -> None:
        """A linked client for each, all at the same time."""
        clients = {name: self._start() for name in names}
        for name, client in clients.items():
            self._link(name, client)
        self.clients |= clients

    @contextmanager
    def another(self, name: str) -> Iterator[Client]:
        """A client of somebody who lives here or elsewhere; unlinked in the end."""
        client = self._start()
        device = self._link(name, client)
        yield client
        client.kill()
        with suppress(LinkError):  # it may have logged out
            self.loopback.run(self.loopback.server.network.unlink, NUMBERS[name], device)

    def lid(self, name: str) -> str:
        lid = self.loopback.run(self.loopback.server.network.lid, NUMBERS[name])
        assert lid
        return lid

    def names_of(self, name: str) -> tuple[str, str]:
        """Both addresses of a person, LID and number."""
        return self.lid(name), f"{NUMBERS[name]}@s.whatsapp.net"

    def appears_as(self, name: str) -> str:
        return self.names_of(name)[self.addressing == "pn"]

    def warnings(self) -> list[str]:
        return [text for client in self._all for text in client.warnings()]

    def _start(self) -> Client:
        store = self._folder / f"{len(self._all)}.db"
        client = Client(store, self.loopback.public, self.loopback.port)
        self._all.append(client)
        client.start()
        return client

    def _link(self, name: str, client: Client) -> int:
        if name not in self._phones:
            self._phones[name] = self._new_phone(NUMBERS[name], name)
        device = self._phones[name].scan(client.wait("qr")["text"])
        client.wait("caught_up")
        return device
