from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sandbox.baileys.client import Baileys
from tests.sandbox.loopback import Loopback
from tests.sandbox.people.conftest import loopback, new_client, new_phone  # noqa: F401


@pytest.fixture
def new_baileys(loopback: Loopback, tmp_path: Path) -> Iterator[Callable[[], Baileys]]:  # noqa: F811
    """Makes started clients, each with a store of its own; they end with the test."""
    clients: list[Baileys] = []

    def make() -> Baileys:
        store = tmp_path / f"baileys-{len(clients)}"
        client = Baileys(store, loopback.public, loopback.port)
        clients.append(client)
        client.start()
        return client

    yield make
    for client in clients:
        client.kill()
