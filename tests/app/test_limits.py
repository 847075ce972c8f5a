"""Whoever guesses codes is stopped, exactly; whoever has one is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.clock import now
from app.db import db, transaction
from app.models import RateLimit
from app.services import limits
from app.services.codes import new_code
from app.settings import Settings
from tests.app.people import Operator
from tests.app.test_vouchers import UNKNOWN, check, redeem


def test_the_sixth_unknown_code_in_a_minute_is_refused(client: FlaskClient) -> None:
    statuses = [redeem(client, new_code(now())).status_code for _ in range(6)]
    assert statuses == [404] * 5 + [429]


def test_both_endpoints_count_together(client: FlaskClient) -> None:
    for ask in (redeem, check, redeem, check, redeem):
        assert ask(client, UNKNOWN).status_code == 404
    assert check(client, UNKNOWN).status_code == 429


def test_a_known_code_is_refused_too_once_guessing_is_stopped(
    client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    for _ in range(5):
        redeem(client, UNKNOWN)
    answer = redeem(client, code)
    assert (answer.status_code, answer.json["code"]) == (429, "too_many_requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_another_address_is_not_concerned(client: FlaskClient, operator: Operator) -> None:
    for _ in range(6):
        redeem(client, UNKNOWN)
    body = {"code": operator.voucher(), "userId": "bob"}
    answer = client.post(
        "/api/deployment/validate-voucher", json=body, environ_base={"REMOTE_ADDR": "10.0.0.9"}
    )
    assert answer.status_code == 200


def test_the_window_slides(app: Flask, client: FlaskClient) -> None:
    for _ in range(5):
        redeem(client, UNKNOWN)
    with app.app_context(), transaction():
        row = db.session.scalars(select(RateLimit)).one()
        row.hits = [row.hits[0] - 60, *row.hits[1:]]
    assert [redeem(client, UNKNOWN).status_code for _ in range(2)] == [404, 429]


def test_being_refused_does_not_prolong_the_wait(app: Flask, client: FlaskClient) -> None:
    for _ in range(9):
        redeem(client, UNKNOWN)
    with app.app_context():
        assert len(db.session.scalars(select(RateLimit)).one().hits) == 5


def test_the_limit_is_exact_for_many_at_once_on_both_databases(
    make_app: Callable[[Settings], Flask], settings: Settings, both_urls: str
) -> None:
    app = make_app(replace(settings, database_url=both_urls))

    def guess(_: int) -> int:
        return redeem(app.test_client(), new_code(now())).status_code

    with ThreadPoolExecutor(30) as pool:
        assert Counter(pool.map(guess, range(30))) == {404: 5, 429: 25}


def test_50_with_known_codes_at_once_are_not_limited(app: Flask, operator: Operator) -> None:
    codes = operator.vouchers(50)

    def one(code: str) -> int:
        return redeem(app.test_client(), code).status_code

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(one, codes)) == {200}


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "local"),
        (None, "local"),
    ],
)
def test_what_counts_as_one_address(address: str | None, key: str) -> None:
    assert limits.address_key(address) == key


def test_old_rows_are_forgotten(app: Flask, client: FlaskClient) -> None:
    redeem(client, UNKNOWN)
    with app.app_context():
        with transaction():
            db.session.scalars(select(RateLimit)).one().touched_at = now() - timedelta(hours=2)
        with transaction():
            limits.forget_old()
        assert db.session.scalars(select(RateLimit)).all() == []


def test_a_forged_forwarded_header_is_not_believed(client: FlaskClient) -> None:
    for i in range(5):
        body = {"code": UNKNOWN, "userId": "x"}
        headers = {"X-Forwarded-For": f"10.1.1.{i}"}
        client.post("/api/deployment/validate-voucher", json=body, headers=headers)
    assert redeem(client, UNKNOWN).status_code == 429


def test_the_proxy_in_front_is_believed(
    make_app: Callable[[Settings], Flask], settings: Settings
) -> None:
    client = make_app(replace(settings, proxy_hops=1)).test_client()
    for i in range(6):
        body = {"code": UNKNOWN, "userId": "x"}
        headers = {"X-Forwarded-For": f"6.6.6.6, 10.1.1.{i}"}
        answer = client.post("/api/deployment/validate-voucher", json=body, headers=headers)
        assert answer.status_code == 404
