"""The bench's end of its clients' processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[3]

Event = dict[str, Any]


class Fleet:
    """A process with the clients of these indexes. Context manager; it ends killed."""

    def __init__(
        self, indexes: list[int], network: dict[str, str], stores: Path, log: Path
    ) -> None:
        """`network` is what the sandbox has said about itself; `log` gets what clients print."""
        self.indexes = indexes
        self.events: list[Event] = []
        self._log = log.open("ab")
        words = [str(stores), network["root"], *map(str, indexes)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.sandbox.bench.fleet", *words],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=os.environ | _environment(network),
        )
        self.pid = self._process.pid

    def read(self, tell: Callable[[Event], None]) -> None:
        """Calls `tell` with each event as it comes, in a thread of its own."""
        self._reader = threading.Thread(target=self._read, args=(tell,), daemon=True)
        self._reader.start()

    def order(self, **order: Any) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def running(self) -> bool:
        return self._process.poll() is None

    def __enter__(self) -> Fleet:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        assert self._process.stdin
        assert self._process.stdout
        with suppress(OSError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._log.close()

    def _read(self, tell: Callable[[Event], None]) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            tell(json.loads(line))


def _environment(network: dict[str, str]) -> dict[str, str]:
    return {
        "HTTPS_PROXY": network["proxy"],
        "SSL_CERT_FILE": network["ca"],
        "SSL_CERT_DIR": "/nonexistent",
        "NEONIZE_BOT_TAG": "off",
    }
