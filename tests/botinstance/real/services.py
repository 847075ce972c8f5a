"""The services outside that commands ask, on this machine: real HTTP, the same addresses and
answers as the public ones have. Those of a family stand beside its drives; each is found by the
first part of its path."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit


class Asked(NamedTuple):
    """A request: `path` without the service's own prefix."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Answer(NamedTuple):
    body: bytes
    status: int = 200
    mimetype: str = "application/json"


Serve = Callable[[Asked], Answer]


def said(value: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(value).encode(), status)


class Services:
    """`config` is what goes into a bot's `services`. `add` puts a service under /name/ and says
    which setting of contract/service.py is to point there."""

    def __init__(self) -> None:
        self._serves: dict[str, Serve] = {}
        self.asked: list[Asked] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.services = self
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.config: dict[str, str] = {
            "download_hosts": f"127.0.0.1:{self._server.server_port}",
        }

    def add(self, name: str, setting: str, serve: Serve, suffix: str = "") -> None:
        self.put(name, serve)
        self.config[setting] = f"{self.root}/{name}{suffix}"

    def put(self, name: str, serve: Serve) -> None:
        """Under /name/, for addresses that people or other services give."""
        self._serves[name] = serve

    def answer(self, name: str, asked: Asked) -> Answer:
        self.asked.append(asked)
        serve = self._serves.get(name)
        return serve(asked) if serve else said({"error": f"no service {name}"}, 404)

    def __enter__(self) -> Services:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    services: Services


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        name, _, rest = parts.path.lstrip("/").partition("/")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, f"/{rest}", query, dict(self.headers), body)
        answer = self.server.services.answer(name, asked)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.mimetype)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_GET = do_POST = do_HEAD = _serve

    def log_message(self, format: str, *args: Any) -> None:
        pass
