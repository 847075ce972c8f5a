"""Nothing leaves the server that depends on what is not written yet."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sandbox.server.accounts import Device
from sandbox.server.connection import Connection
from sandbox.server.media import Media
from sandbox.server.noise import Cipher
from sandbox.server.pairing import Pairing
from sandbox.server.phones import Phones
from sandbox.server.service import Service, Timing
from sandbox.server.store import Store
from sandbox.wire.node import Node

ALICE, BOB = "15550001", "15550002"


def test_what_a_device_hears_is_written_before_it_hears_it(tmp_path: Path) -> None:
    """By either way out: a phone's line, and a client's connection."""

    async def scene() -> list[tuple[str, int]]:
        store = Store(tmp_path / "network.db")
        service = Service(Timing(), "lid", Media(tmp_path), Pairing(), store)
        store.serve(service)
        noted: list[tuple[str, int]] = []
        socket = Socket(lambda: noted.append(("client", rows(tmp_path))))
        cipher = Cipher(bytes(32))
        connection = Connection(socket, cipher, cipher, 0.0, service.settle)  # type: ignore[arg-type]
        account = service.directory.open(ALICE)
        client = account.devices[1] = Device(account, 1)
        service.changed(client)
        client.connect(connection)
        client.live = True
        hear = lambda node: noted.append(("phone", rows(tmp_path)))  # noqa: E731
        Phones(service).dial(BOB, bytes(32), "Bob", hear)
        phone = service.directory.open(BOB).devices[0]
        await until_quiet()
        noted.clear()
        for it in (client, phone):
            it.send(Node("presence", {"from": "900000000000002@lid"}))  # already on its way
            it.push(Node("message", {"id": "A", "from": "900000000000002@lid"}))
            await until_quiet()
        await connection.close()
        store.close()
        return noted

    assert sorted(asyncio.run(scene())) == [*[("client", 1)] * 2, *[("phone", 2)] * 2]


class Socket:
    """Frames that go nowhere; `said` is called for each."""

    def __init__(self, said: Callable[[], None]) -> None:
        self._said = said

    async def send(self, payload: bytes) -> None:
        self._said()

    async def close(self) -> None: ...


def rows(folder: Path) -> int:
    """What waits, as another process sees it."""
    with closing(sqlite3.connect(folder / "network.db")) as database:
        return int(database.execute("SELECT count(*) FROM waiting").fetchone()[0])


async def until_quiet() -> None:
    for _ in range(10):
        await asyncio.sleep(0)
