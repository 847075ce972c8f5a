"""A phone's connection: requests that wait for their answer; everything else goes to a handler."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable

from sandbox.people.errors import refused, timed_out
from sandbox.wire.jid import PN
from sandbox.wire.network import Network
from sandbox.wire.node import Node

DEADLINE = 20.0  # seconds until a request counts as unanswered


class Connection:
    """The phone `number` online. `handle` gets what is no answer, in order; it must not block."""

    def __init__(
        self,
        network: Network,
        number: str,
        identity: bytes,
        name: str,
        handle: Callable[[Node], None],
    ) -> None:
        self._handle = handle
        self._ids = itertools.count(1)
        self._waiting: dict[tuple[str, str], asyncio.Future[Node]] = {}
        self._line = network.dial(number, identity, name, self._deliver)

    def send(self, node: Node) -> None:
        self._line.send(node)

    async def query(self, kind: str, xmlns: str, *content: Node) -> Node:
        """The result of an iq of type `kind`, get or set. Raises PhoneError."""
        name = f"phone-{next(self._ids)}"
        attrs = {"id": name, "to": PN, "type": kind, "xmlns": xmlns}
        answer = await self._exchange(("iq", name), Node("iq", attrs, list(content)))
        if answer.get("type") == "error":
            error = answer.child("error")
            text = (error.get("text") or error.get("code")) if error else "no reason given"
            raise refused(f"the request '{xmlns}'", text)
        return answer

    async def message(self, node: Node) -> None:
        """Sends a message and waits until the server has it. Raises PhoneError."""
        ack = await self._exchange(("message", node.get("id")), node)
        if ack.get("error"):
            raise refused("the message", f"error {ack.get('error')}")

    def close(self) -> None:
        self._line.close()
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(refused("this", "the phone was switched off"))

    async def _exchange(self, key: tuple[str, str], node: Node) -> Node:
        answer: asyncio.Future[Node] = asyncio.get_running_loop().create_future()
        self._waiting[key] = answer
        try:
            self._line.send(node)
            async with asyncio.timeout(DEADLINE):
                return await answer
        except TimeoutError:
            raise timed_out(f"the {node.tag}") from None
        finally:
            del self._waiting[key]

    def _deliver(self, node: Node) -> None:
        waiting = self._waiting.get(_answers(node))
        if waiting is None:
            self._handle(node)
        elif not waiting.done():
            waiting.set_result(node)


def _answers(node: Node) -> tuple[str, str]:
    """The key of the request that `node` may answer."""
    if node.tag == "iq" and node.get("type") in ("result", "error"):
        return "iq", node.get("id")
    if node.tag == "ack":
        return node.get("class"), node.get("id")
    return "", ""
