"""The platform's end of the events socket: a real HTTP server on a UNIX socket."""

from __future__ import annotations

import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from botinstance.contract import event
from tests.until import until


class Platform:
    """`events` is all that came, checked as the platform checks it; `answer` what it says."""

    def __init__(self, path: Path, token: str) -> None:
        self.path, self.token, self.answer = path, token, 200
        self.events: list[dict[str, Any]] = []
        self.batches: list[int] = []
        self.requests = 0
        self._server: _Server | None = None

    def open(self) -> None:
        self.path.unlink(missing_ok=True)
        self._server = _Server(str(self.path), self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Platform:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def named(self, name: str) -> list[dict[str, Any]]:
        return [e["data"] for e in list(self.events) if e["name"] == name]

    def wait_for(self, name: str, seconds: float = 20.0, **data: Any) -> dict[str, Any]:
        """The first event of that name with that data."""

        def came() -> dict[str, Any] | None:
            fitting = (e for e in self.named(name) if data.items() <= e.items())
            return next(fitting, None)

        found = until(came, f"event {name} {data} among {self.events}", seconds)
        assert found is not None
        return found

    def take(self, authorization: str, body: dict[str, Any]) -> int:
        self.requests += 1
        if authorization != f"Bearer {self.token}":
            return 401
        if self.answer != 200:
            return self.answer
        assert len(body["events"]) <= event.BATCH
        self.batches.append(len(body["events"]))
        for each in body["events"]:
            event.from_json(each)
        self.events += body["events"]
        return 200


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, path: str, platform: Platform) -> None:
        self.platform = platform
        super().__init__(path, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == event.PATH
        self.send_response(self.server.platform.take(self.headers["Authorization"], body))
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def address_string(self) -> str:
        return "bot"

    def log_message(self, format: str, *args: Any) -> None:
        pass
