"""What was just said to somebody need not be said again."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

SIZE = 2000  # things remembered; a forgotten one is merely said again


class Once:
    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._said: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def first(self, what: Hashable) -> bool:
        """Whether `what` was not said within the last seconds; now it counts as said."""
        now = self._clock()
        with self._lock:
            until = self._said.get(what, now)
            if until > now:
                return False
            self._said[what] = now + self._seconds
            self._said.move_to_end(what)
            if len(self._said) > SIZE:
                self._said.popitem(last=False)
            return True

    def forget(self, what: Hashable) -> None:
        """It has changed, so it would be news again."""
        with self._lock:
            self._said.pop(what, None)
