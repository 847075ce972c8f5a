"""What a device has not acknowledged yet, in order; it comes again after a reconnect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sandbox.server.rows import Rows
from sandbox.wire.node import Node

if TYPE_CHECKING:
    from sandbox.server.accounts import Device

READ = frozenset({"read", "played", "read-self", "played-self"})  # said later than "delivered"

Key = tuple[str, str, str, str, str]


class Outbox:
    def __init__(self, owner: Device) -> None:
        self._waiting: Rows[Key, Node] = Rows(owner, "waiting")

    def put(self, node: Node) -> None:
        """A message, receipt or notification that must arrive."""
        self._waiting.put(_key(node.tag, "from", node), node)

    def restore(self, place: int, node: Node) -> None:
        """As it waited in an earlier life of the server; places come in order."""
        self._waiting.restore(place, _key(node.tag, "from", node), node)

    def ack(self, node: Node) -> None:
        """The device's `<ack class id to>`."""
        self._waiting.drop(_key(node.get("class"), "to", node))

    def receipt(self, node: Node) -> None:
        """The device's receipt for a message; one that says it was read acknowledges nothing."""
        if node.get("type") not in READ:
            self._waiting.drop(_key("message", "to", node))

    def replay(self) -> Iterator[Node]:
        """Everything that waits, framed as a device expects it after it was away."""
        waiting = list(self._waiting.values())
        if waiting:
            yield _info(Node("offline_preview", _preview(waiting)))
        for node in waiting:
            yield Node(node.tag, node.attrs | {"offline": "1"}, node.content)
        yield _info(Node("offline", {"count": str(len(waiting))}))


def _key(tag: str, peer: str, node: Node) -> Key:
    # One message may be both delivered and read by the same device: two receipts with one id.
    kind = node.get("type") if tag == "receipt" else ""
    return tag, node.get("id"), node.get(peer), node.get("participant"), kind


def _preview(waiting: list[Node]) -> dict[str, str]:
    tags = Counter(node.tag for node in waiting)
    kinds = {tag: str(tags[tag]) for tag in ("message", "notification", "receipt")}
    return {"count": str(len(waiting)), "appdata": "0"} | kinds


def _info(child: Node) -> Node:
    return Node("ib", {"from": "s.whatsapp.net"}, [child])
