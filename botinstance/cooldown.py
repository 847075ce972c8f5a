"""How soon one person may use the same command again."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from botinstance.contract.command import Command

SIZE = 2000  # uses remembered; a forgotten one is merely allowed again


@dataclass
class _Use:
    until: float
    told: bool = False


class Cooldown:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._uses: OrderedDict[tuple[str, str], _Use] = OrderedDict()
        self._lock = threading.Lock()

    def use(self, sender: str, command: Command) -> tuple[int, bool]:
        """Whole seconds that `sender` has to wait, 0: go ahead; and whether it was told before."""
        key, now = (sender, command.name), self._clock()
        with self._lock:
            last = self._uses.get(key)
            if last and last.until > now:
                told, last.told = last.told, True
                return math.ceil(last.until - now), told
            self._uses[key] = _Use(now + command.cooldown)
            self._uses.move_to_end(key)
            if len(self._uses) > SIZE:
                self._uses.popitem(last=False)
            return 0, False
