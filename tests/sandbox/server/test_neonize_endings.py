"""How a real client's connection ends, when it is not the client that ends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner

pytestmark = pytest.mark.neonize


def test_a_copy_of_a_client_takes_its_place(
    new_linked: Callable[..., Client], new_client: Callable[..., Client], tmp_path: Path
) -> None:
    first = new_linked("15550001")
    paths = (tmp_path / "15550001.db", tmp_path / "copy.db")
    with closing(sqlite3.connect(paths[0])) as store, closing(sqlite3.connect(paths[1])) as copy:
        store.backup(copy)
    new_client("copy").wait("connected")
    first.wait("replaced")


def test_the_server_stops_while_clients_are_connected(tmp_path: Path) -> None:
    with Loopback(tmp_path / "network") as loopback:
        client = Client(tmp_path / "client.db", loopback.public, loopback.port)
        client.start()
        try:
            Owner(loopback, "15550001").scan(client.wait("qr")["text"])
            client.wait("caught_up")
            loopback.wait(loopback.server.stop())
            client.wait("disconnected")
        finally:
            client.kill()
