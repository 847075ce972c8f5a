"""Real clients as child processes of a test."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.until import until

PROJECT = Path(__file__).parents[2]

Event = dict[str, Any]


class Client:
    """A neonize client with a store of its own; `kill` and `start` again are a restart."""

    def __init__(self, store: Path, public: Path, port: int) -> None:
        self._store = store
        self._root = public / "root.pub"
        self._env = os.environ | {
            "HTTPS_PROXY": f"http://127.0.0.1:{port}",
            "SSL_CERT_FILE": str(public / "ca.pem"),
            "SSL_CERT_DIR": "/nonexistent",
            "NEONIZE_BOT_TAG": "off",
        }
        self.events: list[Event] = []
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command(),
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self._env,
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "tests.sandbox.client", str(self._store), str(self._root)]

    def freeze(self) -> None:
        """From now on it reads nothing; what is on its way to it dies with it at `kill`."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._reader.join()
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe
                pipe.close()
            self._process = None

    def wait(self, name: str, *, since: int = 0, seconds: float = 30, **fields: Any) -> Event:
        """The first event of this name with these fields, from event number `since` on."""
        return until(lambda: self._find(name, since, fields), f"event {name} {fields}", seconds)

    def saw(self, name: str, **fields: Any) -> list[Event]:
        return [event for event in self.events if _matches(event, name, fields)]

    def call(self, name: str, *args: Any) -> Any:
        """What the client answers. Raises AssertionError with the client's own error."""
        since = len(self.events)
        self.ask(name, *args)
        result = self.wait("result", since=since)
        assert "error" not in result, result["error"]
        return result["value"]

    def ask(self, name: str, *args: Any) -> None:
        """As `call`, for whoever looks out for the `result` himself."""
        assert self._process
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"call": name, "args": args}) + "\n")
        self._process.stdin.flush()

    def forgotten(self) -> bool:
        """Whether its store holds no session: it says that it is logged out before it is so."""
        with contextlib.closing(sqlite3.connect(self._store, timeout=10)) as store:
            return bool(store.execute("SELECT count(*) = 0 FROM whatsmeow_device").fetchone()[0])

    def warnings(self) -> list[str]:
        """What the client's own log complains of."""
        serious = ("WARNING", "ERROR", "CRITICAL")
        return [event["text"] for event in self.saw("log") if event["level"] in serious]

    def _find(self, name: str, since: int, fields: Event) -> Event | None:
        mine = (event for event in self.events[since:] if _matches(event, name, fields))
        return next(mine, None)

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self.events.append(json.loads(line))


def _matches(event: Event, name: str, fields: Event) -> bool:
    return event["event"] == name and all(event.get(key) == fields[key] for key in fields)
