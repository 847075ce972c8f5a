"""Events home: at least once, in order, and never in the way of the bot."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from botinstance import home
from botinstance.contract import event
from botinstance.contract.event import Event
from botinstance.spool import Entry, Spool

log = logging.getLogger(__name__)

FIRST_DELAY, MOST_DELAY = 0.2, 10.0  # seconds between two attempts while the platform is down
# A token that just changed, or too many events: the same ones may pass later.
_NOT_NOW = (401, 403, 408, 429)
_ROUTINE = (event.PULSE, event.ACTIVITY)  # several a minute: nobody reads that in a log


class Events:
    """`emit` puts an event on disk and returns; a thread carries it home."""

    def __init__(
        self, bot: str, spool: Spool, token: Callable[[], str], socket: str | None
    ) -> None:
        """`socket` is the path of the platform's socket; without one, events are only logged."""
        self._bot, self._spool, self._token, self._socket = bot, spool, token, socket
        self._changed = threading.Condition()
        self._news = False
        self._closed = False
        self._most = event.BATCH
        self._thread = threading.Thread(target=self._loop, name="events", daemon=True)

    def start(self) -> None:
        if self._socket:
            self._thread.start()

    def emit(self, name: str, data: dict[str, Any]) -> None:
        level = logging.DEBUG if name in _ROUTINE else logging.INFO
        log.log(
            level, "event %s %s", name, {k: v for k, v in data.items() if k in ("state", "reason")}
        )
        if not self._socket:
            return
        self._spool.add(Event(name, data))
        with self._changed:
            self._news = True
            self._changed.notify_all()

    def flush(self, seconds: float) -> bool:
        """Wait until all events are home, at most `seconds`. True if they are."""
        if not self._socket:
            return True
        deadline = time.monotonic() + seconds
        with self._changed:
            self._news = True
            self._changed.notify_all()
            return self._changed.wait_for(
                lambda: len(self._spool) == 0, max(0.0, deadline - time.monotonic())
            )

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(0.5)

    def _loop(self) -> None:
        delay = FIRST_DELAY
        while not self._closed:
            entries = self._spool.batch(self._most)
            if not entries:
                self._rest(None)
            elif self._deliver(entries, first=delay == FIRST_DELAY):
                delay = FIRST_DELAY
            else:
                time.sleep(FIRST_DELAY)  # so that a stream of news cannot hammer the platform
                self._rest(delay - FIRST_DELAY)
                delay = min(delay * 2, MOST_DELAY)

    def _rest(self, seconds: float | None) -> None:
        with self._changed:
            self._changed.notify_all()  # who flushes looks again
            self._changed.wait_for(lambda: self._news or self._closed, seconds)
            self._news = False

    def _deliver(self, entries: list[Entry], first: bool) -> bool:
        """Send them once. True if they are done with: stored, or refused for good."""
        try:
            status = home.post(
                self._socket or "", self._token(), self._bot, [e.body for e in entries]
            )
        except OSError as error:
            if first:
                log.warning("the platform does not answer, events wait: %s", error)
            return False
        if status < 300:
            self._spool.remove(entries)
            self._most = event.BATCH
            return True
        if status >= 500 or status < 400 or status in _NOT_NOW:
            if first:
                log.warning("the platform answers %d, events wait", status)
            return False
        self._refused(entries, status)
        return True

    def _refused(self, entries: list[Entry], status: int) -> None:
        """A bad event sent again would block all that follow; one by one, the good ones pass."""
        if len(entries) > 1:
            self._most = 1
            return
        log.error("the platform refuses an event '%s' (%d)", entries[0].body["name"], status)
        self._spool.remove(entries)
