"""Lists of lines to draw from, so that a chat does not hear the same one again at once."""

from __future__ import annotations

import functools
import random
import threading
from pathlib import Path

FOLDER = Path(__file__).with_name("lines")
CHATS = 200  # whose last lines are remembered, for each list


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `lines/<name>.txt`, read when the first is asked for."""
    return tuple((FOLDER / f"{name}.txt").read_text("utf-8").splitlines())


class Deck:
    """Draws at random, but nothing that the chat was given within half a list's length."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen: dict[str, tuple[str, ...]] = {}  # by chat, the one used last at the end
        self._lock = threading.Lock()  # each chat has its thread, but the deck is everybody's

    def draw(self, chat: str) -> str:
        every = lines(self._name)
        with self._lock:
            seen = self._seen.pop(chat, ())
            line = random.choice([line for line in every if line not in seen])
            half = len(every) // 2
            self._seen[chat] = (*seen, line)[-half:]
            if len(self._seen) > CHATS:
                del self._seen[next(iter(self._seen))]
        return line
