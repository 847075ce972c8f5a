"""What is measured: an installed platform, or one of this process's own for a quick look."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import flask_migrate

from app import create_app
from app.services import users, vouchers
from app.settings import load

PATIENCE = 60.0  # seconds for the server to come up


@dataclass(frozen=True)
class Platform:
    url: str
    events: str  # the socket that bots tell their events on
    secret: str  # of which their tokens are made
    vouchers: list[str]
    deploys: bool  # a bot that is deployed comes up, though there is no WhatsApp


@contextmanager
def plain(users_: int) -> Iterator[Platform]:
    """gunicorn and the worker as the units start them, with an empty SQLite database, and a
    broker on a real socket that says of each bot that it runs."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        env = {
            "PATH": os.environ["PATH"],
            "UBOT_SECRET_KEY": os.urandom(24).hex(),
            "UBOT_DATABASE_URL": f"sqlite:///{folder}/bot_platform.db",
            "UBOT_BROKER_SOCKET": f"{folder}/broker.sock",
            "UBOT_WAKE_SOCKET": f"{folder}/wake.sock",
        }
        codes = _prepared(env, users_)
        with socket.create_server(("127.0.0.1", 0), backlog=512) as people:
            url = f"http://127.0.0.1:{people.getsockname()[1]}"
            events = f"{folder}/events.sock"
            with (
                _running("tests.app.bench.standin", env["UBOT_BROKER_SOCKET"]),
                _running("app.cli", "reconcile", "--follow", env=env),
                _gunicorn(people, events, env),
            ):
                _until_up(url)
                yield Platform(url, events, env["UBOT_SECRET_KEY"], codes, deploys=True)


@contextmanager
def installed(users_: int) -> Iterator[Platform]:
    """The one of this host, which is a box: it has a real broker, and no bot of it is deployed."""
    made = ["ubot", "voucher", "admin", str(users_)]
    codes = subprocess.run(made, capture_output=True, text=True, check=True).stdout.split()
    secret = Path("/var/lib/unfiltered-bytzz/secret").read_text().strip()
    url = os.environ["UBOT_TEST_DASHBOARD"]
    yield Platform(url, "/run/ubot-events/events.sock", secret, codes, deploys=False)


def _prepared(env: dict[str, str], users_: int) -> list[str]:
    app = create_app(load(env))
    with app.app_context():
        flask_migrate.upgrade()
        return [voucher.code for voucher in vouchers.create(users.owner("admin"), users_, 30)]


@contextmanager
def _gunicorn(people: socket.socket, events: str, env: dict[str, str]) -> Iterator[None]:
    with socket.create_server(events, family=socket.AF_UNIX) as bots:
        binds = [f"--bind=fd://{one.fileno()}" for one in (people, bots)]
        config = ["--config=python:app.gunicorn", "--log-level=warning"]
        passed = (people.fileno(), bots.fileno())
        with _running("gunicorn", *config, *binds, "wsgi:application", env=env, passed=passed):
            yield


@contextmanager
def _running(
    module: str, *arguments: str, env: dict[str, str] | None = None, passed: tuple[int, ...] = ()
) -> Iterator[None]:
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, env=env, pass_fds=passed) as process:
        try:
            yield
        finally:
            process.terminate()


def _until_up(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
