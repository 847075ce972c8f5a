"""For measurements: the head of every ciphertext that the server is handed, written to a file.

The server reads none of it. Who wants to know which keys clients use finds them there: the header
of a Signal message is public.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from sandbox.server.accounts import Device
from sandbox.server.service import Service
from sandbox.server.stanzas import HANDLERS
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

HEAD = 160  # bytes: as far as the header of a first message reaches


@contextlib.contextmanager
def tap(path: Path) -> Iterator[None]:
    """While the context lasts, all servers of this process write a line of JSON to `path` for each
    `<enc>`: `from` and `to` (by number, or a group), `id` of its message, `type`, `head` in hex.
    Raises OSError."""
    route = HANDLERS["message"]
    with path.open("w", buffering=1) as file:

        def overhear(service: Service, sender: Device, node: Node) -> None:
            route(service, sender, node)
            for to, enc in _ciphertexts(node):
                told = {"from": str(sender.pn), "to": _by_number(service, to)}
                told |= {"id": node.get("id"), "type": enc.get("type")}
                file.write(json.dumps(told | {"head": enc.data[:HEAD].hex()}) + "\n")

        HANDLERS["message"] = overhear
        try:
            yield
        finally:
            HANDLERS["message"] = route


def _ciphertexts(message: Node) -> Iterator[tuple[str, Node]]:
    """Each with the address that it is for."""
    participants = message.child("participants")
    for copy in participants.children if participants else []:
        yield from ((copy.get("jid"), enc) for enc in copy.all("enc"))
    yield from ((message.get("to"), enc) for enc in message.all("enc"))


def _by_number(service: Service, address: str) -> str:
    device = service.directory.device(Jid.parse(address))
    return str(device.pn) if device else address
