"""One POST to the platform over its events socket."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Sequence
from typing import Any

from botinstance.contract import event

TIMEOUT = 10.0  # seconds for each step of the exchange


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=TIMEOUT)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def post(path: str, token: str, bot: str, events: Sequence[dict[str, Any]]) -> int:
    """Send `events` of `bot`; the answer's HTTP status. Raises OSError or HTTPException."""
    connection = _UnixConnection(path)
    try:
        connection.request(
            "POST",
            event.PATH,
            json.dumps({"bot": bot, "events": list(events)}),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()
