"""A voucher is worth one session, once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from app.clock import now
from app.db import db
from app.errors import Refusal
from app.models import AuditEntry, BotSession, FeatureRow, Voucher
from app.services import users, vouchers
from app.settings import Settings
from botinstance.contract import feature
from tests.app.people import Holder, Operator

UNKNOWN = "UBOT-AAAA-AAAA-AAAA"
KEY = {"Idempotency-Key": "a-key-of-the-client"}


def redeem(client: FlaskClient, code: str, **headers: str) -> TestResponse:
    body = {"code": code, "userId": "alice"}
    return client.post("/api/deployment/validate-voucher", json=body, headers=headers)


def change(app: Flask, code: str, **values: object) -> None:
    with app.app_context():
        db.session.execute(update(Voucher).where(Voucher.code == code).values(**values))
        db.session.commit()


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_it_works(app: Flask, client: FlaskClient, operator: Operator) -> None:
    answer = redeem(client, operator.voucher())
    assert answer.status_code == 200
    assert answer.json == {
        "success": True,
        "sessionId": answer.json["sessionId"],
        "message": "Voucher validated. Session created.",
    }
    with app.app_context():
        session = db.session.get_one(BotSession, answer.json["sessionId"])
        assert (session.status, session.deployment_status) == ("pairing", "pending")
        assert (session.node_id, session.holder, session.user_id) == ("local", "alice", None)
    assert count(app, FeatureRow) == len(feature.FEATURES)


def test_the_deed_is_in_the_audit_log(app: Flask, alice: Holder) -> None:
    with app.app_context():
        entry = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "voucher.redeem")
        ).one()
        assert entry.session_id == alice.id


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "{lower}", "{no_dashes}", "{bare}", "{spaced}", "{lower_bare}"]
)
def test_a_code_may_be_typed_in_many_ways(
    client: FlaskClient, operator: Operator, typed: str
) -> None:
    code = operator.voucher()
    text = typed.format(
        code,
        lower=code.lower(),
        no_dashes=code.replace("-", ""),
        bare=code.removeprefix("UBOT-"),
        spaced=code.replace("-", " "),
        lower_bare=code.removeprefix("UBOT-").replace("-", "").lower(),
    )
    assert redeem(client, text).status_code == 200


def test_an_unknown_code_is_not_found(client: FlaskClient) -> None:
    answer = redeem(client, UNKNOWN)
    assert answer.status_code == 404
    assert answer.json["error"] == "Voucher not found"
    assert answer.json["code"] == "voucher_not_found"


def test_a_used_voucher_is_refused(client: FlaskClient, operator: Operator) -> None:
    code = operator.voucher()
    redeem(client, code)
    answer = redeem(client, code)
    assert (answer.status_code, answer.json["error"]) == (409, "Voucher already used")


def test_an_expired_voucher_is_refused(
    app: Flask, client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    change(app, code, expires_at=now() - timedelta(seconds=1))
    answer = redeem(client, code)
    assert (answer.status_code, answer.json["error"]) == (410, "Voucher expired")
    assert count(app, BotSession) == 0


def test_a_revoked_voucher_is_refused(app: Flask, client: FlaskClient, operator: Operator) -> None:
    code = operator.voucher()
    with app.app_context():
        vouchers.revoke(code, "root")
    answer = redeem(client, code)
    assert (answer.status_code, answer.json["error"]) == (410, "Voucher revoked")


@pytest.mark.parametrize(
    "code", ["x", "UBOT", "UBOT-AAAA-AAAA", "UBOT-AAAA-AAAA-AAAA-AAAA", "ÜBOT-ÄAAA-AAAA-AAAA", "-"]
)
def test_what_is_no_code_is_called_malformed_and_does_not_count(
    client: FlaskClient, operator: Operator, code: str
) -> None:
    for _ in range(6):
        answer = redeem(client, code)
        assert (answer.status_code, answer.json["code"]) == (422, "malformed_voucher")
    assert redeem(client, operator.voucher()).status_code == 200


def test_the_same_key_gives_the_same_session_again(
    app: Flask, client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    first = redeem(client, code, **KEY)
    again = redeem(client, code, **KEY)
    assert again.json["sessionId"] == first.json["sessionId"]
    assert count(app, BotSession) == 1


def test_another_key_gives_nothing(client: FlaskClient, operator: Operator) -> None:
    code = operator.voucher()
    redeem(client, code, **KEY)
    answer = redeem(client, code, **{"Idempotency-Key": "another key of someone"})
    assert answer.status_code == 409


@pytest.mark.parametrize("key", ["short", "x" * 129])
def test_a_key_of_another_length_is_refused(
    app: Flask, client: FlaskClient, operator: Operator, key: str
) -> None:
    answer = redeem(client, operator.voucher(), **{"Idempotency-Key": key})
    assert answer.status_code == 422
    assert count(app, BotSession) == 0


def test_of_50_at_once_one_wins_on_both_databases(
    make_app: Callable[[Settings], Flask], settings: Settings, both_urls: str
) -> None:
    app = make_app(replace(settings, database_url=both_urls))
    code = Operator(app).voucher()

    def one(_: int) -> int:
        return redeem(app.test_client(), code).status_code

    with ThreadPoolExecutor(50) as pool:
        statuses = sorted(pool.map(one, range(50)))
    assert statuses == [200] + [409] * 49
    assert count(app, BotSession) == 1


def check(client: FlaskClient, code: str) -> TestResponse:
    return client.post("/api/vouchers/check", json={"code": code})


def test_check_tells_of_a_fresh_voucher(client: FlaskClient, operator: Operator) -> None:
    code = operator.voucher()
    body = check(client, code.lower()).json
    assert body["code"] == code
    assert (body["isValid"], body["isUsed"], body["isExpired"]) == (True, False, False)
    assert body["createdAt"].endswith("Z")
    assert body["expiresAt"].endswith("Z")


def test_check_tells_of_a_used_voucher_and_changes_nothing(
    client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    check(client, code)
    assert redeem(client, code).status_code == 200
    body = check(client, code).json
    assert (body["isValid"], body["isUsed"]) == (False, True)


def test_check_tells_of_an_expired_voucher(
    app: Flask, client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    change(app, code, expires_at=now() - timedelta(days=1))
    body = check(client, code).json
    assert (body["isValid"], body["isExpired"]) == (False, True)


def test_check_of_an_unknown_code(client: FlaskClient) -> None:
    answer = check(client, UNKNOWN)
    assert (answer.status_code, answer.json["error"]) == (404, "Voucher not found")


def test_a_released_voucher_can_be_used_again_and_its_session_is_closed(
    app: Flask, client: FlaskClient, operator: Operator
) -> None:
    code = operator.voucher()
    first = Holder(client, redeem(client, code).json["sessionId"])
    with app.app_context():
        vouchers.release(code, "root")
    assert first.get().status_code == 404
    assert redeem(client, code).status_code == 200


def test_the_voucher_of_a_linked_bot_is_not_handed_back(app: Flask, paired: Holder) -> None:
    code = paired.session()["voucher_code"]
    with app.app_context(), pytest.raises(Refusal) as refused:
        vouchers.release(code, "root")
    assert refused.value.code == "voucher_in_use"
    assert paired.get().status_code == 200


def test_an_unused_voucher_cannot_be_released(app: Flask, operator: Operator) -> None:
    code = operator.voucher()
    with app.app_context(), pytest.raises(Refusal) as refused:
        vouchers.release(code, "root")
    assert refused.value.code == "voucher_unused"


def test_vouchers_are_valid_for_as_many_days_as_asked(app: Flask) -> None:
    with app.app_context():
        made = vouchers.create(users.owner("admin"), 3, 7)
        assert len({v.code for v in made}) == 3
        assert all(v.expires_at - v.created_at == timedelta(days=7) for v in made)
