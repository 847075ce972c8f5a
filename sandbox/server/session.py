"""What a device is connected by: a client's encrypted socket, or a phone's line."""

from __future__ import annotations

from typing import Protocol

from sandbox.wire.node import Node


class Session(Protocol):
    def send(self, node: Node) -> None:
        """Queues a stanza; nothing happens once the session has ended."""

    def end(self, final: Node | None = None) -> None:
        """Sends a last stanza, if any, and closes. Again is no error."""
