"""A phone's connection: requests that wait for their answer; everything else goes to a handler."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable

from sandbox.people.errors import message_refused, refused, timed_out
from sandbox.wire.jid import PN
from sandbox.wire.network import Line, Network
from sandbox.wire.node import Node

DEADLINE = 20.0  # seconds until a request counts as unanswered


class Connection:
    """The phone `number`. `handle` gets what is no answer, in order; it must not block.

    `settle` writes down what has changed: before anything is said, and after what was heard.
    """

    def __init__(
        self,
        network: Network,
        number: str,
        handle: Callable[[Node], None],
        settle: Callable[[], None],
    ) -> None:
        self._network = network
        self._number = number
        self._handle = handle
        self.settle = settle
        self._ids = itertools.count(1)
        self._waiting: dict[tuple[str, str], asyncio.Future[Node]] = {}
        self._line: Line | None = None

    def dial(self, identity: bytes, name: str) -> None:
        """Comes online with this identity key, under this name; what was open ends."""
        self.settle()
        self._line = self._network.dial(self._number, identity, name, self._deliver)

    def send(self, node: Node) -> None:
        """Raises ConnectionError where it is not online."""
        if self._line is None:
            raise ConnectionError("this phone has not dialled yet")
        self.settle()
        self._line.send(node)

    async def query(
        self, kind: str, xmlns: str, *content: Node, to: str = PN, **attrs: str
    ) -> Node:
        """The result of an iq of type `kind`, get or set. Raises PhoneError."""
        name = f"phone-{next(self._ids)}"
        attrs |= {"id": name, "to": to, "type": kind, "xmlns": xmlns}
        answer = await self._exchange(("iq", name), Node("iq", attrs, list(content)))
        if answer.get("type") == "error":
            error = answer.child("error") or Node("error")
            reason = error.get("text") or error.get("code") or "no reason given"
            raise refused(f"the request '{xmlns}'", reason, _number(error.get("code")))
        return answer

    async def message(self, node: Node) -> None:
        """Sends a message and waits until the server has it. Raises PhoneError."""
        ack = await self._exchange(("message", node.get("id")), node)
        if ack.get("error"):
            raise message_refused(_number(ack.get("error")))

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(refused("this", "the phone was switched off"))

    async def _exchange(self, key: tuple[str, str], node: Node) -> Node:
        answer: asyncio.Future[Node] = asyncio.get_running_loop().create_future()
        self._waiting[key] = answer
        try:
            self.send(node)
            async with asyncio.timeout(DEADLINE):
                return await answer
        except ConnectionError as error:
            raise refused(f"the {node.tag}", str(error)) from None
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
        asyncio.get_running_loop().call_soon(self.settle)  # once it has been taken in


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _answers(node: Node) -> tuple[str, str]:
    """The key of the request that `node` may answer."""
    if node.tag == "iq" and node.get("type") in ("result", "error"):
        return "iq", node.get("id")
    if node.tag == "ack":
        return node.get("class"), node.get("id")
    return "", ""
