"""A few threads that answer: each chat always by the same one, so in order. What takes long is
left to others, so that nobody waits for it."""

from __future__ import annotations

import logging
import threading
import time
import zlib
from collections.abc import Callable
from queue import SimpleQueue

from botinstance.inbox import Entry, Inbox
from botinstance.link.protocol import LinkDown

log = logging.getLogger(__name__)

COUNT, HEAVY = 3, 2  # threads


class Workers:
    """Whatever is not finished stays in the inbox."""

    def __init__(self, inbox: Inbox, handle: Callable[[Entry], None], count: int = COUNT) -> None:
        """`handle` answers one command; LinkDown from it means: again, when the link is back."""
        self._inbox, self._handle = inbox, handle
        self._queues: list[SimpleQueue[Entry | None]] = [SimpleQueue() for _ in range(count)]
        self._heavy: SimpleQueue[Entry | None] = SimpleQueue()
        self._queued: set[int] = set()
        self._lock = threading.Lock()
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._loop, args=(q,), name=f"worker-{i}", daemon=True)
            for i, q in enumerate([*self._queues, *[self._heavy] * HEAVY])
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def submit(self, entry: Entry) -> None:
        with self._lock:
            if self._stopping or entry.seq in self._queued:
                return
            self._queued.add(entry.seq)
        if entry.heavy:
            self._heavy.put(entry)
        else:
            self._queues[zlib.crc32(entry.chat.encode()) % len(self._queues)].put(entry)

    def resume(self) -> None:
        """Take up everything that waits in the inbox: after a start, and when the link is back."""
        for entry in self._inbox.waiting():
            self.submit(entry)

    def stop(self, seconds: float) -> None:
        """Start nothing more, and wait at most `seconds` for what is being answered."""
        self._stopping = True
        for queue in (*self._queues, *[self._heavy] * HEAVY):
            queue.put(None)
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _loop(self, queue: SimpleQueue[Entry | None]) -> None:
        while (entry := queue.get()) is not None:
            if self._stopping:
                return
            try:
                self._one(entry)
            except Exception:
                log.exception("a command could not be finished")
            finally:
                with self._lock:
                    self._queued.discard(entry.seq)

    def _one(self, entry: Entry) -> None:
        self._inbox.trying(entry)
        try:
            self._handle(entry)
        except LinkDown:
            log.info("the link is down, a command waits for it")
            return
        self._inbox.done(entry)
