"""The beat that tells systemd and the platform that the link, not just the process, lives."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from botinstance import notify
from botinstance.contract import event
from botinstance.events import Events
from botinstance.vitals import Vitals

GRACE = 180.0  # seconds that the library gets to reconnect by itself
PULSE, ACTIVITY = 15.0, 60.0  # seconds between two such events, while there is traffic
BEAT = 5.0  # seconds, or half of what systemd asks for


class Heart:
    """The watchdog is fed while the link is well. The question goes through Go, on this thread: a
    hung runtime does not answer, and so starves it."""

    def __init__(
        self,
        alive: Callable[[], bool],
        vitals: Vitals,
        events: Events,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._alive, self._vitals, self._events, self._clock = alive, vitals, events, clock
        self._stop = threading.Event()
        self._words = ""
        self._trouble = False
        self._unwell_since: float | None = None
        self._pulsed = self._reported = clock()
        self._traffic = 0.0  # that the last pulse told of, in unix seconds

    def start(self) -> None:
        """Beat until `stop`, once the link has been up."""
        seconds = notify.watchdog_seconds()
        interval = min(BEAT, seconds / 2) if seconds else BEAT

        def loop() -> None:
            self.beat()
            while not self._stop.wait(interval):
                self.beat()

        threading.Thread(target=loop, name="heart", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def well(self, words: str) -> None:
        """The link is up; `words` say so in STATUS=."""
        self._words, self._trouble = words, False

    def unwell(self, words: str) -> None:
        """The link is down, or a keepalive is unanswered."""
        self._words, self._trouble = words, True

    def beat(self) -> None:
        if self._alive() and not self._trouble:
            self._unwell_since = None
        elif self._unwell_since is None:
            self._unwell_since = self._clock()
        if self._unwell_since is None or self._clock() - self._unwell_since < GRACE:
            notify.watchdog()
        notify.status(f"{self._words}; {self._vitals.words()}")
        now = self._clock()
        if now - self._pulsed >= PULSE and self._pulse():
            self._pulsed = now
        if now - self._reported >= ACTIVITY:
            self._reported = now
            self._activity()

    def tell(self) -> None:
        """Everything that has not been told yet: the process ends."""
        self._pulse()
        self._activity()

    def _pulse(self) -> bool:
        """Whether there was something to tell."""
        data = self._vitals.pulse()
        if data["last_traffic_at"] == self._traffic:
            return False
        self._traffic = data["last_traffic_at"]
        self._events.emit(event.PULSE, data)
        return True

    def _activity(self) -> None:
        data = self._vitals.activity()
        if data:
            self._events.emit(event.ACTIVITY, data)
