"""The last messages of the chats that want summaries. In memory only, so a restart forgets them;
nothing is kept of a chat that has not switched them on."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from typing import NamedTuple

from botinstance.context import Event, Heard
from botinstance.link.happening import Deleted

MESSAGES, CHATS = 100, 50  # that are kept; the chat that was silent longest goes first
_TEXT, _NAME = 500, 40  # characters that are kept of a message and of who wrote it


class Line(NamedTuple):
    id: str
    name: str
    text: str


class Ring:
    """Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._chats: OrderedDict[str, deque[Line]] = OrderedDict()

    def add(self, chat: str, line: Line) -> None:
        with self._lock:
            self._chats.setdefault(chat, deque(maxlen=MESSAGES)).append(line)
            self._chats.move_to_end(chat)
            if len(self._chats) > CHATS:
                self._chats.popitem(last=False)

    def last(self, chat: str, count: int) -> list[Line]:
        """At most `count`, oldest first."""
        with self._lock:
            return list(self._chats.get(chat, ()))[-count:]

    def drop(self, chat: str, id: str) -> None:
        with self._lock:
            lines = self._chats.get(chat, deque())
            for line in [line for line in lines if line.id == id]:
                lines.remove(line)

    def forget(self, chat: str) -> None:
        with self._lock:
            self._chats.pop(chat, None)


RING = Ring()


def heard(heard: Heard) -> None:
    """Keep a message."""
    message = heard.message
    if message.text:
        name = " ".join(message.sender_name.split())[:_NAME] or "Somebody"
        RING.add(heard.chat, Line(message.id, name, message.text[:_TEXT]))


def deleted(event: Event) -> None:
    """What its writer has taken back is in no summary."""
    happening = event.happening
    if isinstance(happening, Deleted):
        RING.drop(happening.chat, happening.message_id)
