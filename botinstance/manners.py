"""How a bot behaves towards people and WhatsApp: no storms, no loops, no strangers."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from botinstance.language import _
from botinstance.link.protocol import Own, Stranger
from botinstance.state import State

SAME = 8  # times the same command, of one person within WINDOW
WINDOW = 60.0  # seconds
SILENCE = 600.0  # seconds for which somebody is not answered then
PEOPLE = 2000  # remembered at once


class Pace:
    """Two buckets that refill: one for each chat, one for the bot. WhatsApp takes accounts that
    write without a pause for spammers."""

    CHAT_BURST, CHAT_RATE = 12.0, 2.0  # messages, and messages per second
    BOT_BURST, BOT_RATE = 40.0, 8.0
    JITTER = 0.4  # seconds at most, on top of a wait

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._clock, self._sleep, self._chance = clock, sleep, chance or _chance
        self._lock = threading.Lock()
        self._bot = (self.BOT_BURST, clock())
        self._chats: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, chat: str) -> None:
        """Return when the next message to this chat may leave."""
        with self._lock:
            now = self._clock()
            bot = self._after(self._bot, now, self.BOT_RATE, self.BOT_BURST)
            mine = self._after(
                self._chats.get(chat, (self.CHAT_BURST, now)), now, self.CHAT_RATE, self.CHAT_BURST
            )
            self._bot, self._chats[chat] = (bot, now), (mine, now)
            self._chats.move_to_end(chat)
            if len(self._chats) > PEOPLE:
                self._chats.popitem(last=False)
            seconds = max(-bot / self.BOT_RATE, -mine / self.CHAT_RATE, 0.0)
        if seconds:
            self._sleep(seconds + self._chance() * self.JITTER)

    @staticmethod
    def _after(bucket: tuple[float, float], now: float, rate: float, most: float) -> float:
        """What is left after this message; below zero it has to wait until it is refilled."""
        left, then = bucket
        return min(most, left + (now - then) * rate) - 1.0


class Manners:
    """Asked before each message leaves."""

    def __init__(self, state: State, own: Own, pace: Pace | None = None) -> None:
        self._state, self._own, self._pace = state, own, pace or Pace()

    def before(self, chat: str) -> None:
        """Return when the message may leave. Raises Stranger where it may not."""
        known = chat.endswith("@g.us") or self._own.has(chat) or self._state.contacts.knows(chat)
        if not known and not self._state.settings.on("strangers"):
            raise Stranger(
                _(
                    "I do not write to somebody who has never written to me: WhatsApp bans bots "
                    "for that. Ask them to write to me first."
                )
            )
        self._pace.wait(chat)


class Loops:
    """Notices another bot that answers our answers: it says the same again and again, or more
    than anybody types."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._said: OrderedDict[tuple[str, str], deque[tuple[float, str]]] = OrderedDict()
        self._silent: dict[tuple[str, str], float] = {}

    def stop(self, chat: str, person: str, text: str, most: int = 60) -> str | None:
        """Count a command. None: go on. A sentence once there are `most` within a minute, or the
        same too often; then empty for a while."""
        key, now = (chat, person), self._clock()
        with self._lock:
            if self._silent.get(key, 0.0) > now:
                return ""
            said = self._said.setdefault(key, deque())
            self._said.move_to_end(key)
            if len(self._said) > PEOPLE:
                self._said.popitem(last=False)
            said.append((now, text))
            while said[0][0] <= now - WINDOW:
                said.popleft()
            if len(said) < most and sum(words == text for _at, words in said) < SAME:
                return None
            said.clear()
            self._silent = {k: t for k, t in self._silent.items() if t > now}
            self._silent[key] = now + SILENCE
        return _(
            "That is too much at once: I do not answer you for {minutes} minutes, "
            "in case you are a bot too."
        ).format(minutes=round(SILENCE / 60))


def _chance() -> float:
    import random  # only a bot that has to wait needs it

    return random.random()
