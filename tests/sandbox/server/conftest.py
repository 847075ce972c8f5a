from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner


@pytest.fixture
def loopback(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Loopback]:
    """A network; a test may set its options by an indirect parameter."""
    with Loopback(tmp_path / "network", **getattr(request, "param", {})) as it:
        yield it


@pytest.fixture
def new_client(loopback: Loopback, tmp_path: Path) -> Iterator[Callable[[str], Client]]:
    """Makes started clients, each with a store of its own; they end with the test."""
    clients: list[Client] = []

    def make(name: str = "client") -> Client:
        client = Client(tmp_path / f"{name}.db", loopback.public, loopback.port)
        clients.append(client)
        client.start()
        return client

    yield make
    for client in clients:
        client.kill()


@pytest.fixture
def new_linked(
    loopback: Loopback, new_client: Callable[[str], Client]
) -> Callable[[str, str], Client]:
    """Makes clients that are linked to the phone of a number, connected and caught up."""

    def make(number: str, name: str = "Someone") -> Client:
        client = new_client(number)
        Owner(loopback, number, name).scan(client.wait("qr")["text"])
        client.wait("caught_up")
        return client

    return make
