"""Telling systemd how the process is: sd_notify(3). Without $NOTIFY_SOCKET nothing happens."""

from __future__ import annotations

import logging
import os
import socket

log = logging.getLogger(__name__)


def ready(status: str) -> None:
    _send(f"READY=1\nSTATUS={_line(status)}")


def status(text: str) -> None:
    _send(f"STATUS={_line(text)}")


def watchdog() -> None:
    _send("WATCHDOG=1")


def extend(seconds: float) -> None:
    """Ask for `seconds` more, from now, before starting or stopping counts as failed."""
    _send(f"EXTEND_TIMEOUT_USEC={int(seconds * 1_000_000)}")


def stopping() -> None:
    _send("STOPPING=1")


def watchdog_seconds() -> float | None:
    """How often systemd wants to hear WATCHDOG=1 at the latest; None if it does not ask."""
    usec = os.environ.get("WATCHDOG_USEC", "")
    return int(usec) / 1_000_000 if usec.isdecimal() and int(usec) > 0 else None


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def _send(state: str) -> None:
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # the abstract namespace
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
            sock.sendto(state.encode(), address)
    except OSError as error:
        log.warning("systemd could not be told %r: %s", state.split("=")[0], error)
