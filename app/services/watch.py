"""Whoever follows a bot is woken when something of it has changed.

One watcher for each process looks for all followers together: at the rows that they follow every
0.3 seconds, at the units every two. Its threads live while there is somebody who follows.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from app.db import db
from app.errors import Refusal
from app.runtime import runtime, settings
from app.services import marks
from app.services.looks import Looks
from units.protocol import BotState, BrokerError, state_of

log = logging.getLogger(__name__)

PLATFORM = "platform"  # what an operator follows: all of it
ROWS, UNITS = 0.3, 2.0  # seconds between two looks
PLATFORM_EVERY = 7  # of how many looks at the rows one is at the whole platform
MOST_OF_ONE = 20  # who follow the same bot
AT_ONCE = 4  # followers that draw at the same time, so that pages are still answered
_KEY = "ubot.watcher"  # among the app's extensions
DOWN = "down"  # stands for a row while the database cannot be asked


class Follower:
    """One open stream; `topic` is a session's id or PLATFORM."""

    def __init__(self, topic: str, seen: Hashable) -> None:
        self.topic = topic
        self.seen = seen  # of its row, when it was last woken
        self._woken = threading.Event()

    def wake(self) -> None:
        self._woken.set()

    def wait(self, seconds: float) -> bool:
        """Whether it was woken, since it last waited or within `seconds`."""
        woken = self._woken.wait(seconds)
        self._woken.clear()
        return woken


class Watcher:
    """Use `watcher()`, which gives the one of this process."""

    def __init__(self, app: Flask) -> None:
        self.ended = False  # the process is about to end: streams shall, too
        self._app = app
        self._lock = threading.Lock()
        self._followers: set[Follower] = set()
        self._threads: set[str] = set()
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._stop = threading.Event()
        self._looks = Looks(self._wake)
        self._round = 0

    def follow(self, topic: str, seen: Hashable = None) -> Follower:
        """A new follower, who must `leave`. `seen` is the mark (services/marks.py) of what
        it shows first.
        Raises Refusal (503)."""
        follower = Follower(topic, seen)
        with self._lock:
            of_one = sum(other.topic == topic for other in self._followers)
            if len(self._followers) >= settings().live_streams or of_one >= MOST_OF_ONE:
                raise Refusal(
                    "busy",
                    503,
                    "Many pages are open now. This one looks for news by itself.",
                    {"Retry-After": "10"},
                )
            self._followers.add(follower)
            self._start("rows", ROWS, self._look_at_rows)
            self._start("units", UNITS, self._look_at_units)
        return follower

    def leave(self, follower: Follower) -> None:
        with self._lock:
            self._followers.discard(follower)
            if all(other.topic != follower.topic for other in self._followers):
                self._looks.forget(follower.topic)

    def followers(self) -> list[Follower]:
        with self._lock:
            return list(self._followers)

    def is_watching(self) -> bool:
        """Whether there is a thread that looks."""
        with self._lock:
            return bool(self._threads)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Within it a follower may draw."""
        with self._turns:
            yield

    def stop(self) -> None:
        """Ends all that follow, at once. May be called by a signal's handler."""
        self.ended = True
        self._stop.set()
        for follower in list(self._followers):
            follower.wake()

    def state_of(self, session_id: str) -> BotState:
        """What systemd says of the bot's units: as seen a moment ago, if somebody follows it;
        else asked now. Raises BrokerError."""
        found = self._looks.young(session_id)
        if found is not None:
            return found
        try:
            found = state_of(runtime().glance, session_id)
        except BrokerError as error:
            self._note(session_id, error)
            raise
        self._note(session_id, found)
        return found

    def _note(self, session_id: str, seen: BotState | BrokerError) -> None:
        with self._lock:
            if any(follower.topic == session_id for follower in self._followers):
                self._looks.note(session_id, seen)

    def _wake(self, topic: str) -> None:
        for follower in list(self._followers):
            if follower.topic == topic:
                follower.wake()

    def _start(self, name: str, pause: float, look: Callable[[], None]) -> None:
        """Under the lock. Not before there is a follower: a thread does not outlive a fork."""
        if name not in self._threads:
            self._threads.add(name)
            run = threading.Thread(
                target=self._run, args=(name, pause, look), name=f"watch {name}", daemon=True
            )
            run.start()

    def _run(self, name: str, pause: float, look: Callable[[], None]) -> None:
        with self._app.app_context():
            while self._is_needed(name):
                try:
                    look()
                except Exception:  # whatever it is, the next look may not fail
                    log.exception("the look at the %s failed", name)
                finally:
                    db.session.remove()
                self._stop.wait(pause)

    def _is_needed(self, name: str) -> bool:
        with self._lock:
            if self._followers and not self.ended:
                return True
            self._threads.discard(name)
            return False

    def _topics(self) -> set[str]:
        return {follower.topic for follower in self.followers()}

    def _look_at_rows(self) -> None:
        topics = self._topics()
        self._round += 1
        try:
            found = marks.of_bots(topics - {PLATFORM})
            if PLATFORM in topics and self._round % PLATFORM_EVERY == 0:
                found[PLATFORM] = marks.of_platform()
        except SQLAlchemyError:
            found = dict.fromkeys(topics, DOWN)
        with self._lock:
            for follower in self._followers:
                self._compare(follower, found, topics)

    def _compare(self, follower: Follower, found: dict[str, Hashable], asked: set[str]) -> None:
        topic = follower.topic
        if topic not in asked or (topic == PLATFORM and topic not in found):
            return
        mark = found.get(topic)
        if mark != follower.seen:
            follower.seen = mark
            self._looks.age(topic)
            follower.wake()

    def _look_at_units(self) -> None:
        bots = self._topics() - {PLATFORM}
        seen: dict[str, BotState] | BrokerError
        try:
            seen = runtime().glance.states(sorted(bots)) if bots else {}
        except BrokerError as error:
            seen = error
        for bot in bots:
            self._note(bot, seen if isinstance(seen, BrokerError) else seen[bot])


def of(app: Flask) -> Watcher:
    """The app's own."""
    known = app.extensions
    found: Watcher = known.get(_KEY) or known.setdefault(_KEY, Watcher(app))
    return found


def watcher() -> Watcher:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return of(app)
