from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal

from sandbox.control.serve import Sandbox, serve
from tests.sandbox.clients import Client
from tests.sandbox.control.api import Api


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """All of it, on an event loop in a thread of its own."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve(tmp_path / "network")) as running,
    ):
        yield running


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[Api]:
    with Api(sandbox.phone) as it:
        yield it


@pytest.fixture
def new_client(sandbox: Sandbox, tmp_path: Path) -> Iterator[Callable[[], Client]]:
    """Makes started clients, each with a store of its own; they end with the test."""
    clients: list[Client] = []
    port = int(sandbox.proxy.rpartition(":")[2])

    def make() -> Client:
        clients.append(Client(tmp_path / f"{len(clients)}.db", sandbox.root.parent, port))
        clients[-1].start()
        return clients[-1]

    yield make
    for client in clients:
        client.kill()
