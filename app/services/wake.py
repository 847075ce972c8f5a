"""Waking the worker. A lost datagram costs a moment: the worker also looks by itself."""

from __future__ import annotations

import contextlib
import socket

from app.runtime import settings


def worker() -> None:
    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as s,
    ):
        s.sendto(b"1", settings().wake_socket)
