"""Promises that hold across processes, on a real gunicorn with two workers."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from app.clock import now
from app.services.codes import new_code
from app.settings import Settings
from tests.app.people import Operator
from tests.until import until


@pytest.fixture
def settings(settings: Settings, both_urls: str) -> Settings:
    return replace(settings, database_url=both_urls)


@pytest.fixture
def url(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """As in production: it is given one socket for people and one for bots."""
    people = socket.create_server(("127.0.0.1", 0), backlog=512)
    bots = socket.create_server(str(tmp_path / "events.sock"), family=socket.AF_UNIX)
    with people, bots:
        address = f"http://127.0.0.1:{people.getsockname()[1]}"
        server = _serve(settings, tmp_path, people.fileno(), bots.fileno())
    try:
        until(lambda: _is_well(address), "the server answers")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _serve(settings: Settings, logs: Path, *sockets: int) -> subprocess.Popen[bytes]:
    env = {
        "PATH": os.environ["PATH"],
        "UBOT_SECRET_KEY": settings.secret_key,
        "UBOT_DATABASE_URL": settings.database_url,
        "UBOT_BROKER_SOCKET": settings.broker_socket,
        "UBOT_WAKE_SOCKET": settings.wake_socket,
    }
    options = ["--workers=2", "--threads=8", "--worker-class=gthread", "--no-control-socket"]
    options += [f"--access-logfile={logs / 'access.log'}"]
    options += ["--logger-class=app.access_log.Logger"]
    options += [f"--bind=fd://{number}" for number in sockets]
    command = [sys.executable, "-m", "gunicorn", *options, "wsgi:application"]
    with (logs / "gunicorn.log").open("w") as log:
        return subprocess.Popen(command, env=env, pass_fds=sockets, stdout=log, stderr=log)


def _is_well(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


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
