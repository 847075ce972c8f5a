"""One POST to the platform over its events socket.

Spoken by hand: `http.client` brings the standard library's TLS and e-mail along, which is 3 MiB.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from typing import Any

from botinstance.contract import event

TIMEOUT = 10.0  # seconds for each step of the exchange
_LONGEST = 1000  # bytes of the line with the status


def post(path: str, token: str, bot: str, events: Sequence[dict[str, Any]]) -> int:
    """Send `events` of `bot`; the answer's HTTP status. Raises OSError."""
    body = json.dumps({"bot": bot, "events": list(events)}).encode()
    head = (
        f"POST {event.PATH} HTTP/1.1\r\n"
        "Host: localhost\r\n"
        f"Authorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(TIMEOUT)
        connection.connect(path)
        connection.sendall(head.encode() + body)
        with connection.makefile("rb") as answer:
            return _status(answer.readline(_LONGEST))  # the rest says nothing more


def _status(line: bytes) -> int:
    """Raises OSError for what is no HTTP."""
    version, _, rest = line.partition(b" ")
    if not version.startswith(b"HTTP/1.") or not rest[:3].isdigit():
        raise ConnectionError("the platform's answer is not HTTP")
    return int(rest[:3])
