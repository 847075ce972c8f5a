from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.people.people import People
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.people.hand import Hand


@pytest.fixture
def loopback(tmp_path: Path) -> Iterator[Loopback]:
    with Loopback(tmp_path / "network") as it:
        yield it


@pytest.fixture
def new_phone(loopback: Loopback) -> Iterator[Callable[..., Hand]]:
    """Opens phones, each by its number; they are switched off with the test."""

    async def make() -> People:
        proxy = f"http://127.0.0.1:{loopback.port}"
        return People(loopback.server.network, proxy, loopback.public / "ca.pem")

    people = loopback.wait(make())

    def phone(number: str, name: str = "") -> Hand:
        return Hand(loopback, loopback.wait(people.phone(number, name)))

    yield phone
    loopback.wait(people.close())


@pytest.fixture
def new_client(loopback: Loopback, tmp_path: Path) -> Iterator[Callable[[], Client]]:
    """Makes started clients, each with a store of its own; they end with the test."""
    clients: list[Client] = []

    def make() -> Client:
        store = tmp_path / f"client-{len(clients)}.db"
        client = Client(store, loopback.public, loopback.port)
        clients.append(client)
        client.start()
        return client

    yield make
    for client in clients:
        client.kill()


@pytest.fixture
def linked(
    new_phone: Callable[..., Hand], new_client: Callable[[], Client]
) -> tuple[Hand, Client]:
    """The owner's phone and a bot that is linked to it, connected and caught up."""
    owner, client = new_phone("15550001", "Olivia"), new_client()
    owner.scan(client.wait("qr")["text"])
    client.wait("caught_up")
    return owner, client
