"""What systemd is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from botinstance import notify


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind(str(tmp_path / "notify"))
        sock.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield sock


def test_it_works(systemd: socket.socket) -> None:
    notify.ready("connected")
    assert systemd.recv(999) == b"READY=1\nSTATUS=connected"


def test_more_time_is_asked_for_in_microseconds(systemd: socket.socket) -> None:
    notify.extend(1.5)
    assert systemd.recv(999) == b"EXTEND_TIMEOUT_USEC=1500000"


def test_a_status_is_one_line(systemd: socket.socket) -> None:
    notify.status("a\nREADY=1")
    assert systemd.recv(999) == b"STATUS=a READY=1"


def test_an_abstract_address_works(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind("")  # the kernel chooses one
        sock.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", "@" + sock.getsockname()[1:].decode())
        notify.watchdog()
        assert sock.recv(999) == b"WATCHDOG=1"


def test_without_systemd_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify.stopping()


def test_a_vanished_systemd_does_not_hurt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nowhere"))
    notify.stopping()


@pytest.mark.parametrize(("value", "seconds"), [("3000000", 3.0), ("0", None), ("x", None)])
def test_the_watchdogs_wish_is_in_seconds(
    monkeypatch: pytest.MonkeyPatch, value: str, seconds: float | None
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", value)
    assert notify.watchdog_seconds() == seconds
