"""What the bot counts about itself since its start, and how its process can be ended."""

from __future__ import annotations

import threading
import time
from typing import Any

from botinstance.life import Life


class Vitals:
    def __init__(self, life: Life | None = None) -> None:
        self.life = life or Life()
        self._lock = threading.Lock()
        self._started = time.monotonic()
        self.received = self.sent = self.commands = 0
        self.last_traffic_at = 0.0  # unix seconds, 0: none yet

    def message_received(self) -> None:
        with self._lock:
            self.received += 1
            self.last_traffic_at = time.time()

    def message_sent(self) -> None:
        with self._lock:
            self.sent += 1
            self.last_traffic_at = time.time()

    def command_used(self) -> None:
        with self._lock:
            self.commands += 1

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

    def words(self) -> str:
        last = time.strftime("%H:%M:%S", time.gmtime(self.last_traffic_at))
        traffic = f"last traffic {last} UTC" if self.last_traffic_at else "no traffic yet"
        return f"{self.received} messages, {self.commands} commands; {traffic}"
