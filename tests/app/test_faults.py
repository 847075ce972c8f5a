"""Whatever is thrown at the API, it answers in its one shape and changes nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect
from werkzeug.test import TestResponse

from app.db import db
from botinstance.contract import event
from tests.app.people import Bot, Holder, Operator, PairingBroker

UNKNOWN = str(uuid.uuid4())
BODIES: dict[str, dict[str, object]] = {
    "/api/deployment/validate-voucher": {"code": "UBOT-AAAA-AAAA-AAAA", "userId": "x"},
    "/api/vouchers/check": {"code": "UBOT-AAAA-AAAA-AAAA"},
    "/api/deployment/generate-qr": {"sessionId": UNKNOWN},
    "/api/deployment/get-pairing-code": {"sessionId": UNKNOWN, "phoneNumber": "+15550001234"},
    "/api/deployment/deploy": {"sessionId": UNKNOWN, "botName": "x", "features": {}},
    "/api/deployment/toggle-feature": {
        "sessionId": UNKNOWN,
        "featureName": "ai",
        "enabled": True,
    },
    "/api/deployment/stop": {"sessionId": UNKNOWN},
    "/api/deployment/start": {"sessionId": UNKNOWN},
    "/api/deployment/restart": {"sessionId": UNKNOWN},
    "/api/deployment/retry": {"sessionId": UNKNOWN},
    "/api/deployment/relink": {"sessionId": UNKNOWN},
    "/api/deployment/delete": {"sessionId": UNKNOWN},
    event.PATH: {"bot": UNKNOWN, "events": []},
}
KEYS = [(path, key) for path, body in BODIES.items() for key in body]
WRONG = (
    None,
    7,
    1.5,
    True,
    [],
    [["x"]],
    {"a": {}},
    "",
    "\x00",
    "a\nb",
    "\ud800",
    "x" * 9999,
    10**300,
)
of_every_endpoint = pytest.mark.parametrize("path", BODIES)


def dump(app: Flask) -> list[object]:
    with app.app_context():
        names = sorted(inspect(db.engine).get_table_names())
        return [db.session.execute(db.text(f"SELECT * FROM {n}")).all() for n in names]


def check_refused(answer: TestResponse, *statuses: int) -> None:
    assert answer.status_code in statuses, answer.text
    assert answer.json["success"] is False
    assert set(answer.json) == {"success", "error", "code"}
    assert answer.json["error"]
    assert answer.json["code"] == answer.json["code"].lower().replace(" ", "_")


def test_every_post_is_tested_here(app: Flask) -> None:
    posts = {r.rule for r in app.url_map.iter_rules() if "POST" in (r.methods or ())}
    assert {p for p in posts if p.startswith("/api/")} == set(BODIES)


@of_every_endpoint
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"not json",
        b"\xff\xfe",
        b'{"sessionId": NaN}',
        b'{"code": Infinity}',
        b"[" * 60_000,
        b'{"sessionId": ' + b"9" * 5000 + b"}",
    ],
    ids=["empty", "open", "words", "bytes", "NaN", "Infinity", "deep", "huge number"],
)
def test_what_is_not_json_is_refused(client: FlaskClient, path: str, data: bytes) -> None:
    answer = client.post(path, data=data, content_type="application/json")
    check_refused(answer, 400)
    assert answer.json["code"] == "malformed_json"


@of_every_endpoint
@pytest.mark.parametrize("value", [[], [1], "text", 7, None, True])
def test_what_is_not_an_object_is_refused(client: FlaskClient, path: str, value: object) -> None:
    answer = client.post(path, data=json.dumps(value), content_type="application/json")
    check_refused(answer, 422)


@of_every_endpoint
def test_a_form_is_refused(client: FlaskClient, path: str) -> None:
    check_refused(client.post(path, data={"sessionId": UNKNOWN}), 415)


@of_every_endpoint
def test_another_method_is_refused(client: FlaskClient, path: str) -> None:
    for method in ("GET", "PUT", "DELETE", "PATCH"):
        answer = client.open(path, method=method)
        check_refused(answer, 405)
        assert "POST" in answer.headers["Allow"]


@of_every_endpoint
def test_ten_megabytes_are_refused(client: FlaskClient, path: str) -> None:
    body = json.dumps({**BODIES[path], "junk": "x" * 10_000_000})
    check_refused(client.post(path, data=body, content_type="application/json"), 413)


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_a_missing_key_is_named(client: FlaskClient, path: str, key: str) -> None:
    body = {k: v for k, v in BODIES[path].items() if k != key}
    check_refused(client.post(path, json=body), 422, 401)


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_wrong_values_are_refused_and_change_nothing(
    app: Flask, client: FlaskClient, deployed: Holder, path: str, key: str
) -> None:
    good = BODIES[path]
    if key != "sessionId" and "sessionId" in good:
        good = {**good, "sessionId": deployed.id}
    before = dump(app)
    for wrong in WRONG:
        if not (key == "enabled" and wrong is True):
            check_refused(client.post(path, json={**good, key: wrong}), 401, 404, 422)
    assert dump(app) == before


@of_every_endpoint
def test_a_key_that_nobody_reads_changes_no_answer(client: FlaskClient, path: str) -> None:
    plain = client.post(path, json=BODIES[path])
    answer = client.post(path, json={**BODIES[path], "surprise\ud800": 1})
    assert (answer.status_code, answer.json) == (plain.status_code, plain.json)


@pytest.mark.parametrize("path", [p for p, body in BODIES.items() if "sessionId" in body])
@pytest.mark.parametrize("session", [UNKNOWN, "x", UNKNOWN.upper(), "../../etc/passwd", "'--"])
def test_an_unknown_session_is_not_found(
    client: FlaskClient, broker: PairingBroker, path: str, session: str
) -> None:
    answer = client.post(path, json={**BODIES[path], "sessionId": session})
    check_refused(answer, 404)
    assert answer.json["code"] == "session_not_found"
    assert broker.calls == []


@pytest.mark.parametrize("what", ["", "/features", "/deployment", "/logs"])
@pytest.mark.parametrize("session", [UNKNOWN, "x", "%00", "%ED%A0%80", "a" * 5000])
def test_reading_an_unknown_session_has_the_same_answer(
    client: FlaskClient, what: str, session: str
) -> None:
    answer = client.get(f"/api/deployment/session/{session}{what}")
    check_refused(answer, 404)
    assert answer.json["code"] == "session_not_found"


@pytest.mark.parametrize("lines", ["0", "1001", "-1", "x", "1e3", "", "9" * 50])
def test_a_wrong_number_of_lines_is_refused(alice: Holder, lines: str) -> None:
    check_refused(alice.get(f"/logs?lines={lines}"), 422)


def test_an_unknown_address_is_answered_in_the_same_shape(client: FlaskClient) -> None:
    check_refused(client.get("/api/nothing"), 404)


def test_an_error_of_ours_tells_nothing_and_is_logged_without_the_id(
    app: Flask, alice: Holder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("app.services.view.describe", lambda _: 1 / 0)
    answer = alice.get()
    check_refused(answer, 500)
    assert "division" not in answer.text
    assert "/api/deployment/session/<session_id>" in caplog.text
    assert alice.id not in caplog.text


def test_reading_changes_nothing(app: Flask, deployed: Holder, bot: Bot) -> None:
    before = dump(app)
    for what in ("", "/features", "/deployment", "/logs"):
        assert deployed.get(what).status_code == 200
    assert dump(app) == before


def test_one_session_says_nothing_of_another(
    operator: Operator, deployed: Holder, make_holder: Callable[[], Holder]
) -> None:
    bob = make_holder()
    bob.post("toggle-feature", featureName="ai", enabled=True)
    bob.post("delete")
    operator.reconcile()
    assert deployed.state() == ("deployed", "active")
    assert deployed.session()["features"]["ai"] is False
    assert bob.id not in deployed.get().text
