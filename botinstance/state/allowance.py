"""How often something may be done in a day: number checks, joins, language model …"""

from __future__ import annotations

import time
from collections.abc import Callable

from botinstance.state.records import Records

_KIND = "allowance"


class Allowance:
    """Days begin at midnight UTC. On disk, so that a restart gives nobody more."""

    def __init__(self, records: Records, clock: Callable[[], float] = time.time) -> None:
        self._records, self._clock = records, clock

    def take(self, what: str, most: int, who: str = "") -> bool:
        """Use one of the `most` that `who`, or the bot, has today. False: they are used up."""
        with self._records.together():
            used = self.used(what, who)
            if used >= most:
                return False
            self._records.put(_KIND, what, who, [self._today(), used + 1])
        return True

    def used(self, what: str, who: str = "") -> int:
        day, used = self._records.get(_KIND, what, who, [0, 0])
        return int(used) if day == self._today() else 0

    def _today(self) -> int:
        return int(self._clock() // 86400)
