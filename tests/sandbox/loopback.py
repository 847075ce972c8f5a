"""A loopback WhatsApp in a thread of its own, so that tests may wait without an event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from sandbox.server import Server, start

T = TypeVar("T")


class Loopback:
    """Context manager; `options` are those of `sandbox.server.start`."""

    def __init__(self, state: Path, **options: Any) -> None:
        self.state = state
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self.server: Server

    @property
    def public(self) -> Path:
        return self.state / "public"

    @property
    def port(self) -> int:
        return self.server.port

    def __enter__(self) -> Loopback:
        self._thread.start()
        self.server = self.wait(start(self.state, **self._options))
        return self

    def __exit__(self, *_: object) -> None:
        self.wait(self.server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs a coroutine on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def run(self, function: Callable[..., T], *args: Any) -> T:
        """Calls a function on the server's loop, where everything of the network belongs."""

        async def work() -> T:
            return function(*args)

        return self.wait(work())
