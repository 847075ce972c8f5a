"""What the server says to one device, on its way through the faults that stand."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sandbox.server.session import Session
from sandbox.wire.jid import Jid
from sandbox.wire.node import Node

if TYPE_CHECKING:
    from sandbox.server.faults.standing import Standing

ALONE = 2.0  # seconds that a message waits for another one to change places with


class Line:
    """A Session in front of another; `Standing.line` makes one."""

    def __init__(
        self, faults: Standing, session: Session, who: Jid | None, hang_up: Callable[[], None]
    ) -> None:
        self.who = who
        self.hang_up = hang_up
        self.open = True
        self._faults = faults
        self._session = session
        self._waiting: deque[tuple[float, Callable[[], None]]] = deque()  # by monotonic time
        self._held: Node | None = None  # a message that lets another one pass
        self._timer: asyncio.TimerHandle | None = None

    def send(self, node: Node) -> None:
        if not _live_message(node):
            self._put(node)
        elif self._held:
            self._put(node)
            self._let_go()
            self._faults.strike("reorder", self.who)
        elif self._faults.find("reorder", self.who) is not None:
            self._held = node
            asyncio.get_running_loop().call_later(ALONE, self._give_up, node)
        else:
            self._put(node)
        self.flush()

    def end(self, final: Node | None = None) -> None:
        self._let_go()
        self._waiting.append((0.0, partial(self._session.end, final)))
        self.flush()

    def lost(self) -> None:
        """The other end is gone."""
        self.open = False
        self._held = None
        self._waiting.clear()

    def flush(self) -> None:
        """Says what may be said by now: faults have ended, or time has passed."""
        if self._held and self._faults.find("reorder", self.who) is None:
            self._let_go()
        while self._waiting and self._faults.find("stall", self.who) is None:
            due, say = self._waiting[0]
            left = due - time.monotonic()
            if left > 0:
                self._wake(left)
                return
            self._waiting.popleft()
            say()

    def _put(self, node: Node) -> None:
        due = 0.0
        if late := self._faults.strike("delay", self.who):
            due = time.monotonic() + float(late["delay"])
        twice = _live_message(node) and self._faults.strike("duplicate", self.who) is not None
        for _ in range(2 if twice else 1):
            self._waiting.append((due, partial(self._session.send, node)))

    def _let_go(self) -> None:
        if self._held:
            held, self._held = self._held, None
            self._put(held)

    def _give_up(self, node: Node) -> None:
        """Nothing has come that this message could change places with."""
        if self._held is node:
            self._let_go()
            self.flush()

    def _wake(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.flush)


def _live_message(node: Node) -> bool:
    """What comes after a reconnect stands between its two frames, and must stay there."""
    return node.tag == "message" and not node.get("offline")
