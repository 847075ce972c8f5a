"""Promises that hold across processes, on a real gunicorn with two workers."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask import Flask

from app.clock import now
from app.db import db
from app.services import sessions
from app.services.codes import new_code
from app.settings import Settings
from tests.app.people import Holder, Operator
from tests.app.web.live.listening import Listener, cookie
from tests.until import until


@pytest.fixture
def settings(settings: Settings, both_urls: str) -> Settings:
    return replace(settings, database_url=both_urls)


class Platform:
    """As systemd has it in production: it holds one socket for people and one for bots."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._folder = folder
        self._sockets = (
            socket.create_server(("127.0.0.1", 0), backlog=512),
            socket.create_server(str(folder / "events.sock"), family=socket.AF_UNIX),
        )
        self.port: int = self._sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = {
            "PATH": os.environ["PATH"],
            "UBOT_SECRET_KEY": settings.secret_key,
            "UBOT_DATABASE_URL": settings.database_url,
            "UBOT_BROKER_SOCKET": settings.broker_socket,
            "UBOT_WAKE_SOCKET": settings.wake_socket,
        }
        self._server = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        options = ["--config=python:app.gunicorn", "--logger-class=app.access_log.Logger"]
        options += [f"--access-logfile={self._folder / 'access.log'}"]
        options += [f"--bind=fd://{s.fileno()}" for s in self._sockets]
        command = [sys.executable, "-m", "gunicorn", *options, "wsgi:application"]
        with (self._folder / "gunicorn.log").open("a") as log:
            return subprocess.Popen(
                command,
                env=self._env,
                pass_fds=[s.fileno() for s in self._sockets],
                stdout=log,
                stderr=log,
            )

    def is_well(self) -> bool:
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def stop(self) -> float:
        """For how many seconds it took its leave."""
        begun = time.monotonic()
        self._server.terminate()
        self._server.wait(20)
        return time.monotonic() - begun

    def restart(self) -> float:
        took = self.stop()
        self._server = self._start()
        return took

    def close(self) -> None:
        self.stop()
        for one in self._sockets:
            one.close()


@pytest.fixture
def platform(settings: Settings, tmp_path: Path) -> Iterator[Platform]:
    served = Platform(settings, tmp_path)
    try:
        until(served.is_well, "the server answers")
        yield served
    finally:
        served.close()


@pytest.fixture
def url(platform: Platform) -> str:
    return platform.url


def redeem(url: str, code: str) -> requests.Response:
    body = {"code": code, "userId": "x"}
    return requests.post(f"{url}/api/deployment/validate-voucher", json=body, timeout=60)


def test_of_50_clients_one_wins(url: str, operator: Operator) -> None:
    code = operator.voucher()
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: redeem(url, code), range(50)))
    assert Counter(a.status_code for a in answers) == {200: 1, 409: 49}
    assert {a.json()["error"] for a in answers if a.status_code == 409} == {"Voucher already used"}


def test_the_limit_is_exact(url: str) -> None:
    codes = [new_code(now()) for _ in range(40)]
    with ThreadPoolExecutor(40) as pool:
        statuses = Counter(pool.map(lambda code: redeem(url, code).status_code, codes))
    assert statuses == {404: 5, 429: 35}


def test_50_with_vouchers_are_all_served(url: str, operator: Operator) -> None:
    with ThreadPoolExecutor(50) as pool:
        answers = pool.map(lambda code: redeem(url, code).status_code, operator.vouchers(50))
        assert set(answers) == {200}


def test_ten_megabytes_get_an_answer(url: str) -> None:
    body = json.dumps({"code": "x" * 10_000_000, "userId": "x"})
    answer = requests.post(
        f"{url}/api/vouchers/check",
        data=body,
        headers={"Content-Type": "application/json"},
        timeout=60,
    )
    assert (answer.status_code, answer.json()["success"]) == (413, False)


def test_over_the_events_socket_only_events_come_in(
    url: str, settings: Settings, operator: Operator, tmp_path: Path
) -> None:
    session = redeem(url, operator.voucher()).json()["sessionId"]
    with contextlib.closing(UnixConnection(tmp_path / "events.sock")) as events:
        assert events.get(f"/api/deployment/session/{session}") == 404
    with contextlib.closing(UnixConnection(tmp_path / "events.sock")) as events:
        assert events.get("/healthz") == 200
    assert requests.get(f"{url}/api/deployment/session/{session}", timeout=10).ok


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("events")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self._path))

    def get(self, path: str) -> int:
        self.request("GET", path, headers={"X-Forwarded-For": "10.0.0.1", "Connection": "close"})
        with self.getresponse() as answer:
            return answer.status


def test_an_id_is_not_logged_in_full(url: str, operator: Operator, tmp_path: Path) -> None:
    session = redeem(url, operator.voucher()).json()["sessionId"]
    requests.get(f"{url}/api/deployment/session/{session}/features", timeout=10)
    log = tmp_path / "access.log"
    until(lambda: session[:8] in log.read_text(), "the request is logged")
    assert session not in log.read_text()


@pytest.fixture
def address(app: Flask, alice: Holder) -> str:
    """Of the stream of Alice's bot."""
    with app.app_context():
        return f"/bots/{sessions.find(alice.id).handle}/stream?parts=head"


def test_open_streams_do_not_delay_a_restart_and_come_back(
    app: Flask, platform: Platform, alice: Holder, address: str
) -> None:
    who = cookie(app, alice.id)
    streams = [Listener(platform.port, address, who) for _ in range(12)]
    had = [stream.part("head").id for stream in streams]
    assert platform.restart() < 10  # a stream that does not end is waited for for 30 s
    assert all(stream.ends() for stream in streams)
    again = [Listener(platform.port, address, who, last_id=id_) for id_ in had]
    with app.app_context():
        sessions.remove(alice.id)
    assert {stream.next().name for stream in again} == {"gone"}  # and no part before
    for stream in (*streams, *again):
        stream.close()


def test_a_change_reaches_the_pages_of_every_worker(
    app: Flask, platform: Platform, alice: Holder, address: str
) -> None:
    """The event comes in at one of them only."""
    streams = [Listener(platform.port, address, cookie(app, alice.id)) for _ in range(12)]
    for stream in streams:
        stream.part("head")
    with app.app_context():
        sessions.lock(alice.id).bot_name = "Corner Shop Bot"
        db.session.commit()
    for stream in streams:
        assert "Corner Shop Bot" in stream.part("head").data["html"]
        stream.close()
