"""The worker: carries out wishes, at its start, every few seconds, and when it is woken."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import select
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.db import transaction
from app.runtime import settings
from app.services import activity, limits, links, logins, reconcile, steps
from app.settings import SettingsError
from botinstance.contract.problem import Problem

log = logging.getLogger(__name__)

SOON = 0.3  # seconds until the next look while a bot is being deployed
TIDY = 600.0  # seconds between two rounds of forgetting


def once(app: Flask) -> None:
    """One round, beside a worker or without one. Raises BrokerError if it cannot be asked."""
    with app.app_context():
        reconcile.all_bots()


def follow(app: Flask) -> None:
    """Rounds until SIGTERM or SIGINT. A second worker waits here until the first has ended."""
    with app.app_context(), _stop_signals() as stop, _alone(stop) as first, _wake_socket() as wake:
        if not first:
            return
        log.info("the worker runs")
        steps.refresh_deadlines()
        tidied = 0.0
        while not stop.called:
            if time.monotonic() > tidied + TIDY:
                tidied = time.monotonic()
                _tidy()
            pause = SOON if _round() else settings().reconcile_seconds
            _sleep(pause, wake, stop)


def _round() -> bool:
    try:
        return reconcile.all_bots()
    except (Problem, SQLAlchemyError) as error:
        log.warning("this round failed, the next one may not: %s", error)
        return False


def _tidy() -> None:
    try:
        with transaction():
            limits.forget_old()
            logins.forget_old()
            links.forget_old()
            activity.forget_old()
    except SQLAlchemyError as error:
        log.warning("old rows were not forgotten: %s", error)


class _Stop:
    """Set by a signal; its pipe also ends a `select` that began just before."""

    def __init__(self) -> None:
        self.called = False
        self.reader, self._writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def call(self, *_: object) -> None:
        self.called = True
        with contextlib.suppress(BlockingIOError):
            os.write(self._writer, b"1")

    def close(self) -> None:
        os.close(self.reader)
        os.close(self._writer)


@contextlib.contextmanager
def _stop_signals() -> Iterator[_Stop]:
    stop = _Stop()
    before = {s: signal.signal(s, stop.call) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()


@contextlib.contextmanager
def _alone(stop: _Stop) -> Iterator[bool]:
    """One worker at a time on this host. The kernel gives the lock back when its owner dies.
    Yields False if `stop` was called while waiting."""
    path = _directory() / (Path(settings().wake_socket).name + ".lock")
    with path.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if stop.called:
                    yield False
                    return
                time.sleep(0.1)
        yield True


def _directory() -> Path:
    directory = Path(settings().wake_socket).parent
    if not os.access(directory, os.W_OK):
        raise SettingsError(f"The worker cannot write to {directory}, where its socket shall be.")
    return directory


@contextlib.contextmanager
def _wake_socket() -> Iterator[socket.socket]:
    path = Path(settings().wake_socket)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as s:
        path.unlink(missing_ok=True)  # left behind by a worker that was killed
        s.bind(str(path))
        path.chmod(0o660)
        try:
            yield s
        finally:
            path.unlink(missing_ok=True)


def _sleep(seconds: float, wake: socket.socket, stop: _Stop) -> None:
    select.select([wake.fileno(), stop.reader], [], [], seconds)
    with contextlib.suppress(BlockingIOError):
        while True:
            wake.recv(16)
