"""What the bot counts about itself, and how its process can be ended."""

from __future__ import annotations

import threading
import time
from typing import Any

from botinstance.contract.activity import BOUNDS, CLASSES
from botinstance.life import Life


class Vitals:
    """Totals since the start, and what happened since `activity` was last asked. Safe to call from
    several threads."""

    def __init__(self, life: Life | None = None) -> None:
        self.life = life or Life()
        self._lock = threading.Lock()
        self._started = time.monotonic()
        self.received = self.sent = self.commands = 0
        self.last_traffic_at = 0.0  # unix seconds, 0: none yet
        self._mine = threading.local()  # `sent_at`: when this thread last sent a message
        self._told = (0, 0)  # received and sent, as `activity` last told
        self._errors = 0
        self._uses: dict[str, int] = {}
        self._latency = [0] * CLASSES

    def message_received(self) -> None:
        with self._lock:
            self.received += 1
            self.last_traffic_at = time.time()

    def message_sent(self) -> None:
        """To be called by the thread that sent it."""
        self._mine.sent_at = time.monotonic()
        with self._lock:
            self.sent += 1
            self.last_traffic_at = time.time()

    def answered_at(self, begun: float) -> float | None:
        """When this thread last sent a message, if it has sent one since `begun`; both by
        time.monotonic()."""
        at: float = getattr(self._mine, "sent_at", 0.0)
        return at if at >= begun else None

    def command_used(self, name: str, failed: bool, seconds: float | None) -> None:
        """It is done with, after that many seconds from its arrival; None: there was no answer, or
        it had waited for something else than the bot."""
        with self._lock:
            self.commands += 1
            self._uses[name] = self._uses.get(name, 0) + 1
            self._errors += failed
            if seconds is not None:
                self._latency[sum(seconds > bound for bound in BOUNDS)] += 1

    @property
    def uptime(self) -> float:
        """Seconds."""
        return time.monotonic() - self._started

    def pulse(self) -> dict[str, Any]:
        """The data of the event PULSE."""
        with self._lock:
            return {
                "received": self.received,
                "sent": self.sent,
                "last_traffic_at": self.last_traffic_at,
            }

    def activity(self) -> dict[str, Any] | None:
        """The data of the event ACTIVITY, once: of the time since this was last asked. None if
        nothing happened."""
        with self._lock:
            received, sent = self._told
            data = {
                "received": self.received - received,
                "sent": self.sent - sent,
                "errors": self._errors,
                "commands": self._uses,
                "latency": self._latency,
            }
            if not (data["received"] or data["sent"] or self._uses):
                return None
            self._told = (self.received, self.sent)
            self._errors, self._uses, self._latency = 0, {}, [0] * CLASSES
            return data

    def words(self) -> str:
        last = time.strftime("%H:%M:%S", time.gmtime(self.last_traffic_at))
        traffic = f"last traffic {last} UTC" if self.last_traffic_at else "no traffic yet"
        return f"{self.received} messages, {self.commands} commands; {traffic}"
