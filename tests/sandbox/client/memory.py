"""The messages that this process has sent or got, by id, for calls that are about one of them."""

from __future__ import annotations

import threading
from typing import Any

_messages: dict[str, Any] = {}
_keeping = threading.Lock()


def keep(event: Any) -> None:
    """`event` is what the library tells of a message: `Info` and `Message`."""
    with _keeping:
        _messages[event.Info.ID] = event


def recall(message_id: str) -> Any:
    """A copy: the library changes what it quotes. Raises KeyError."""
    with _keeping:
        kept = _messages[message_id]
    copy = type(kept)()
    copy.CopyFrom(kept)
    return copy
