"""A session without a connection."""

from __future__ import annotations

from sandbox.wire.node import Node


class Recorder:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.sent: list[Node] = []
        self.ended = False

    def send(self, node: Node) -> None:
        self.sent.append(node)

    def end(self, final: Node | None = None) -> None:
        self.sent += [final] if final else []
        self.ended = True
