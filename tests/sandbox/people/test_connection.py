"""A phone writes down what has changed before it says anything, and after what it heard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sandbox.people.connection import Connection
from sandbox.wire.node import Node


class Network:
    """Notes what happens, and answers nothing."""

    def __init__(self) -> None:
        self.noted: list[str] = []
        self.deliver: Callable[[Node], None]

    def dial(
        self, number: str, identity: bytes, name: str, deliver: Callable[[Node], None]
    ) -> Network:
        self.noted.append("dialled")
        self.deliver = deliver
        return self

    def send(self, node: Node) -> None:
        self.noted.append(f"said {node.tag}")


def test_it_is_written_before_it_is_said_and_after_it_was_taken_in() -> None:
    async def scene() -> list[str]:
        network = Network()
        noted = network.noted
        connection = Connection(
            network,  # type: ignore[arg-type]
            "15550001",
            lambda node: noted.append(f"heard {node.tag}"),
            lambda: noted.append("written"),
        )
        connection.dial(bytes(32), "Ann")
        connection.send(Node("receipt"))
        network.deliver(Node("message"))
        asking = asyncio.create_task(ask(connection, noted))
        await asyncio.sleep(0)
        network.deliver(Node("iq", {"type": "result", "id": "phone-1"}))
        await asking
        await asyncio.sleep(0)
        return noted

    assert asyncio.run(scene()) == [
        *("written", "dialled"),
        *("written", "said receipt"),
        *("heard message", "written"),
        *("written", "said iq"),
        *("answered", "written"),
    ]


async def ask(connection: Connection, noted: list[str]) -> None:
    await connection.query("get", "x")
    noted.append("answered")
