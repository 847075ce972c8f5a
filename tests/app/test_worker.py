"""The worker as a process: woken, killed, doubled and stopped."""

from __future__ import annotations

import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from tests.until import until

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def start(settings: Settings, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker; its log stands in `worker.log`."""
    env = {
        "UBOT_SECRET_KEY": settings.secret_key,
        "UBOT_DATABASE_URL": settings.database_url,
        "UBOT_BROKER_SOCKET": settings.broker_socket,
        "UBOT_WAKE_SOCKET": settings.wake_socket,
        "UBOT_RECONCILE_SECONDS": "3600",
    }
    started: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        with (tmp_path / "worker.log").open("a") as log:
            command = [sys.executable, "-m", "app.cli", "reconcile", "--follow"]
            started.append(subprocess.Popen(command, env=env, stderr=log, text=True))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def running(settings: Settings, tmp_path: Path) -> Callable[[int], object]:
    """Waits until so many workers have begun to work."""
    log = tmp_path / "worker.log"

    def wait(count: int = 1) -> object:
        return until(
            lambda: log.read_text().count("the worker runs") == count, f"{count} workers ran"
        )

    return wait


def test_it_makes_its_socket_for_its_group_and_takes_it_away(
    start: Start, running: Callable[..., object], settings: Settings
) -> None:
    worker = start()
    running()
    path = Path(settings.wake_socket)
    until(path.exists, "the socket is there")
    assert stat.S_IMODE(path.stat().st_mode) == 0o660
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert not path.exists()


def test_a_killed_worker_is_replaced_at_once(
    start: Start, running: Callable[..., object], settings: Settings
) -> None:
    first = start()
    running(1)
    first.kill()
    first.wait()
    start()
    running(2)


def test_a_second_worker_waits_for_the_first(start: Start, running: Callable[..., object]) -> None:
    first = start()
    running(1)
    second = start()
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0
    running(2)
    assert second.poll() is None


def test_a_worker_that_waits_can_be_stopped(start: Start, running: Callable[..., object]) -> None:
    start()
    running(1)
    second = start()
    until(lambda: _handles_sigterm(second.pid), "the second waits")
    second.send_signal(signal.SIGTERM)
    assert second.wait(10) == 0


def _handles_sigterm(pid: int) -> bool:
    line = next(
        line
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("SigCgt:")
    )
    return bool(int(line.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def test_a_datagram_wakes_it(
    start: Start, running: Callable[..., object], settings: Settings, tmp_path: Path
) -> None:
    """With nothing to do a round is silent; without its table it complains."""
    start()
    running()
    until(Path(settings.wake_socket).exists, "the socket is there")
    database = settings.database_url.removeprefix("sqlite:///")

    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE sessions RENAME TO gone")
    connection.close()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
        s.sendto(b"1", settings.wake_socket)
    log = tmp_path / "worker.log"
    until(lambda: "this round failed" in log.read_text(), "it looked")
