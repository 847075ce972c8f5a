"""What one open page is told, from when it opens until it is closed."""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, g, request, stream_with_context
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.db import db
from app.errors import Refusal
from app.services.logs import Lines
from app.services.watch import Follower, watcher
from app.web.live import sse
from app.web.live.have import Have
from app.web.viewer import viewer
from units.protocol import BrokerError

RETRY = 1.0  # seconds until a browser whose stream was cut comes back
BEAT = 15.0  # seconds of silence after which it is said that the line lives
PAUSE = 5.0  # seconds between two looks at whether the page is still there, and still theirs
LINES = 1.0  # seconds between two looks at the log, where it is shown


# What is behind a cursor, and whether all before it has been told on this line.
Reader = Callable[[str | None, bool], Lines]


@dataclass(frozen=True)
class Feed:
    """What a page shows. `subject` raises Refusal (404) when it is not the viewer's."""

    topic: str  # of services/watch.py
    mark: Hashable
    subject: Callable[[], Any]
    draw: Callable[[Any], dict[str, str]]
    lines: Reader | None = None
    every: float = 30.0  # seconds after which all is looked at even if nobody was woken


def response(feed: Feed, have: Have) -> Response:
    """The stream. Raises Refusal (503) when there are too many."""
    generate_csrf()  # its secret must be in the cookie before the first form is drawn
    watch = watcher()
    follower = watch.follow(feed.topic, feed.mark)
    told = stream_with_context(_Telling(feed, have, follower).events())
    made = Response(told, mimetype=sse.MIMETYPE, headers={"X-Accel-Buffering": "no"})
    made.call_on_close(lambda: watch.leave(follower))
    return made


class _Telling:
    def __init__(self, feed: Feed, have: Have, follower: Follower) -> None:
        self._feed, self._have, self._follower = feed, have, follower
        self._watch = watcher()
        self._signed_in = viewer().user is not None
        self._live = True  # the page has not been told otherwise
        self._resumed = False  # the log has been read on from where the page has it
        self._said = self._drawn = time.monotonic()

    def events(self) -> Iterator[str]:
        yield sse.retry(RETRY)
        woken = True
        while not (self._watch.ended or hung_up()):
            try:
                told = self._news(woken)
            except Refusal as error:
                if error.status != 404:
                    raise
                yield sse.event("gone", {})
                return
            yield from told
            woken = self._follower.wait(LINES if self._feed.lines else PAUSE)

    def _news(self, woken: bool) -> list[str]:
        """Asks first and tells then: no connection to the database is held while a slow reader
        takes what is told."""
        now = time.monotonic()
        due = woken or not self._live or now - self._drawn >= self._feed.every
        told = self._asked(self._parts if due else self._is_theirs) + self._lines()
        if not told and now - self._said >= BEAT:
            told = [sse.BEAT]
        if told:
            self._said = now
        return told

    def _asked(self, ask: Callable[[], list[str]]) -> list[str]:
        try:
            told = ask()
            return self._live_is(True) + told
        except (OperationalError, PoolTimeout):
            return self._live_is(False)
        finally:
            db.session.remove()
            g.pop("viewer", None)  # the next look asks again who that is

    def _parts(self) -> list[str]:
        with self._watch.turn():
            drawn = self._feed.draw(self._feed.subject())
        self._drawn = time.monotonic()
        return [
            sse.event("part", {"name": name, "html": html}, self._have.id())
            for name, html in drawn.items()
            if self._have.takes(name, html)
        ]

    def _is_theirs(self) -> list[str]:
        """Of what a key opens the watcher tells; that somebody has signed out it does not know."""
        if self._signed_in:
            self._feed.subject()
        return []

    def _live_is(self, live: bool) -> list[str]:
        if live == self._live:
            return []
        self._live = live
        return [sse.event("live", {"live": live})]

    def _lines(self) -> list[str]:
        if self._feed.lines is None:
            return []
        try:
            found = self._feed.lines(self._have.cursor, self._resumed)
        except BrokerError as error:
            self._resumed = error.code == "unreachable" and self._resumed
            return []
        self._resumed, self._have.cursor = True, found.cursor
        if not found.lines:
            return []
        return [sse.event("log", found._asdict(), self._have.id())]


def hung_up() -> bool:
    """Whether the other end has left; where the server does not show its socket, a write tells."""
    socket = request.environ.get("gunicorn.socket") or request.environ.get("werkzeug.socket")
    if socket is None:
        return False
    poll = select.poll()
    poll.register(socket, select.POLLRDHUP)
    return bool(poll.poll(0))
