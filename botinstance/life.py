"""When and how the process ends: the first reason counts."""

from __future__ import annotations

import threading

from botinstance.contract.exits import Exit


class Life:
    def __init__(self) -> None:
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self.exit = Exit.OK

    def end(self, exit: Exit = Exit.OK) -> bool:
        """End it. False if it had ended before."""
        with self._lock:
            if self._ended.is_set():
                return False
            self.exit = exit
            self._ended.set()
            return True

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end, at most `seconds`. True if it has come."""
        return self._ended.wait(seconds)
