"""What people and machines get up to, against the installed platform with its two web workers."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from tests.system.conftest import new_voucher, run
from tests.system.newcomer import Newcomer

_hosts = itertools.count(int.from_bytes(os.urandom(1), "big") + 1)


class From(HTTPAdapter):
    """Connects from a loopback address of its own, as another client would."""

    def __init__(self, host: str) -> None:
        self._host = host
        super().__init__(pool_maxsize=64)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self._host, 0), **kwargs)


@pytest.fixture
def client() -> Iterator[requests.Session]:
    host = next(_hosts)
    with requests.Session() as session:
        session.mount("http://", From(f"127.7.{host // 250}.{host % 250 + 1}"))
        yield session


def redeem(client: requests.Session, url: str, code: str, user: str) -> requests.Response:
    json = {"code": code, "userId": user}
    path = f"{url}/api/deployment/validate-voucher"
    return client.post(path, json=json, timeout=60)


def test_fifty_clients_with_one_voucher_make_one_session(
    client: requests.Session, dashboard_url: str
) -> None:
    code = new_voucher()
    with ThreadPoolExecutor(50) as pool:
        answers = list(
            pool.map(lambda n: redeem(client, dashboard_url, code, f"user_{n}"), range(50))
        )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 49}
    won = next(a.json() for a in answers if a.ok)
    assert {a.json()["error"] for a in answers if not a.ok} == {"Voucher already used"}
    run("ubot", "bot", "remove", "--yes", won["sessionId"])


def test_five_unknown_codes_a_minute_are_all_anyone_gets(
    client: requests.Session, dashboard_url: str
) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(
                lambda n: redeem(client, dashboard_url, f"UBOT-2345-6789-{2222 + n}", "u"),
                range(40),
            )
        )
    assert Counter(answer.status_code for answer in answers) == {404: 5, 429: 35}
    for answer in answers:
        if answer.status_code == 429:
            assert 1 <= int(answer.headers["Retry-After"]) <= 60
    # A code that exists is not told apart now: guessing would go on otherwise.
    assert redeem(client, dashboard_url, new_voucher(), "u").status_code == 429


def test_a_forwarded_header_is_nobodys_address(
    client: requests.Session, dashboard_url: str
) -> None:
    statuses = []
    for n in range(7):
        answer = client.post(
            f"{dashboard_url}/api/vouchers/check",
            json={"code": f"UBOT-2345-6789-{3333 + n}"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
            timeout=60,
        )
        statuses.append(answer.status_code)
    assert statuses == [404] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("validate-voucher", b"{", 400),
        ("validate-voucher", b"[]", 422),
        ("validate-voucher", b'{"userId": "u"}', 422),
        ("validate-voucher", b'{"code": 7, "userId": "u"}', 422),
        ("validate-voucher", b'{"code": "nonsense", "userId": "u"}', 422),
        ("validate-voucher", b'{"code": "' + b"x" * 10_000_000 + b'"}', 413),
        ("generate-qr", b'{"sessionId": "../../etc/passwd"}', 404),
        ("generate-qr", b'{"sessionId": "00000000-0000-4000-8000-000000000000"}', 404),
        ("get-pairing-code", b'{"sessionId": "SESSION", "phoneNumber": "0123"}', 422),
        ("get-pairing-code", b'{"sessionId": "SESSION", "phoneNumber": 15550001}', 422),
        ("deploy", b'{"sessionId": "SESSION", "botName": "x", "features": []}', 422),
        ("deploy", b'{"sessionId": "SESSION", "botName": "", "features": {}}', 422),
        ("deploy", b'{"sessionId": "SESSION", "botName": "x", "features": {}}', 409),
        ("toggle-feature", b'{"sessionId": "SESSION", "featureName": "rm", "enabled": true}', 422),
        (
            "toggle-feature",
            b'{"sessionId": "SESSION", "featureName": "ai", "enabled": "yes"}',
            422,
        ),
    ],
    ids=lambda value: value[:60].decode() if isinstance(value, bytes) else str(value),
)
def test_bad_input_gets_a_clear_error_and_changes_nothing(
    client: requests.Session, newcomer: Newcomer, path: str, body: bytes, status: int
) -> None:
    newcomer.redeem()
    before = newcomer.dashboard.session(newcomer.session)
    answer = client.post(
        f"{newcomer.dashboard.url}/api/deployment/{path}",
        data=body.replace(b"SESSION", newcomer.session.encode()),
        headers={"Content-Type": "application/json"},
        timeout=60,
    )
    assert answer.status_code == status
    assert answer.json()["success"] is False
    assert len(answer.json()["error"]) > 10
    assert newcomer.dashboard.session(newcomer.session) == before
