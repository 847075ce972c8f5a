"""A thread for answers that nobody has commanded: the workers need not wait for the model."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

WAITING = 20  # answers; more than that come too late anyway
THREADS = 2

_deeds: queue.Queue[Callable[[], object]] = queue.Queue(WAITING)
_threads: list[threading.Thread] = []
_lock = threading.Lock()


def later(deed: Callable[[], object]) -> None:
    """Do it soon, in a thread that ends with the process; not at all if too much waits."""
    with _lock:
        if len(_threads) < THREADS:
            thread = threading.Thread(target=_loop, name="aside", daemon=True)
            _threads.append(thread)
            thread.start()
    with contextlib.suppress(queue.Full):
        _deeds.put_nowait(deed)


def _loop() -> None:
    while True:
        deed = _deeds.get()
        try:
            deed()
        except Exception:
            log.exception("an answer could not be given")
