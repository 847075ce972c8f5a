"""The app on a port of loopback, and a browser's end of a stream of events."""

from __future__ import annotations

import http.client
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.serving import make_server


class Event(NamedTuple):
    name: str
    data: dict[str, Any]
    id: str


class Listener:
    """One GET whose answer is read event by event. Fails after ten seconds without one."""

    def __init__(self, port: int, path: str, cookie: str = "", last_id: str = "") -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        headers = {"Cookie": f"ubot={cookie}", "Accept": "text/event-stream"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        self._line.request("GET", path, headers=headers)
        self._answer = self._line.getresponse()
        self.status, self.headers = self._answer.status, self._answer.headers

    def block(self) -> str:
        """What stands before the next empty line; empty when the stream has ended."""
        lines = []
        while line := self._answer.readline().decode().rstrip("\n"):
            lines.append(line)
        return "\n".join(lines)

    def next(self, *names: str) -> Event:
        """The next event, of these names; beats and `retry` are not waited for."""
        while block := self.block():
            fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
            name = fields.get("event", "")
            if name in names or (not names and name not in ("", "beat")):
                return Event(name, json.loads(fields["data"]), fields.get("id", ""))
        raise AssertionError(f"the stream has ended before {names or 'an event'}")

    def part(self, name: str) -> Event:
        """The next event with this part."""
        while True:
            found = self.next("part")
            if found.data["name"] == name:
                return found

    def ends(self) -> bool:
        """Reads to the end."""
        while self.block():
            pass
        return True

    def close(self) -> None:
        self._answer.close()
        self._line.close()


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """The port."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def cookie(app: Flask, *held: str, login: str = "", **more: Any) -> str:
    """The value of the cookie of a browser that holds these bots."""
    kept = {"held": list(held), **more} | ({"login": login} if login else {})
    signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(signer.dumps(kept))
