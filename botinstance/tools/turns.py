"""Heavy work takes turns: a bot has little memory and half a processor."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from botinstance.usererror import UserError

AT_ONCE = 2
PATIENCE = 20.0  # seconds

_turns = threading.BoundedSemaphore(AT_ONCE)


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Wait until there is room for one more process. Raises UserError."""
    if not _turns.acquire(timeout=PATIENCE):
        raise UserError("I am busy with other requests. Please try again in a minute.")
    try:
        yield
    finally:
        _turns.release()
