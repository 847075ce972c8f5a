"""The API's document says what the code does: each operation, each answer, each field."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from app.api import sessions
from app.services import features, pairing
from app.services.tokens import events_token
from botinstance.contract import activity, event, feature
from botinstance.contract.exits import Exit
from botinstance.contract.state import DeploymentStatus, LinkState, SessionStatus
from tests.app.openapi import (
    DOCUMENT,
    OPERATIONS,
    SCHEMAS,
    CheckedClient,
    answers,
    body_schema,
    check,
    faults,
    resolve,
    schema_of,
)
from tests.app.people import SECRET, Bot, Holder, Operator, PairingBroker
from tests.app.test_faults import BODIES, WRONG
from units.protocol import BrokerError, LogLine

DATA: dict[str, dict[str, Any]] = {
    event.PAIR_QR: {"code": "2@x", "expires_at": 1.5},
    event.PAIR_CODE: {"code": "ABCD-EFGH", "expires_at": 1},
    event.PAIR_FAILED: {"reason": "refused", "message": "No."},
    event.PAIRED: {"phone": "15550001234", "lid": "", "name": ""},
    event.LINK: {"state": "connected", "reason": ""},
    event.PULSE: {"received": 0, "sent": 2**53, "last_traffic_at": 0},
    event.CONFIG: {"version": 1},
    event.SETTINGS: {"applied": 0, "values": {"prefix": "."}, "secrets": ["ai_key"]},
    event.ACTIVITY: {
        "received": 1,
        "sent": 1,
        "errors": 0,
        "commands": {"menu": 1},
        "latency": [1] * activity.CLASSES,
    },
}
EDGES: dict[str, list[object]] = {
    "userId": ["x" * 128, "x" * 129, " "],
    "phoneNumber": [
        "1234567",
        "123456",
        "+" + "1" * 15,
        "1" * 16,
        "01234567",
        "call me",
        "++1555",
    ],
    "botName": ["x" * 64, "x" * 65, " ", " x "],
    "features": [{"ai": True}, {"ai": 1}, {"x": True}],
    "featureName": ["tts", "AI"],
    "enabled": [False, 0],
    "events": [[Bot.event(event.CONFIG, version=1)] * count for count in (50, 51)],
}


def _parameter(name: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["components"]["parameters"][name]["schema"]
    return found


def _reached(part: object, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The schemas that references in `part` lead to, and theirs, with those `known` already."""
    if isinstance(part, list):
        for item in part:
            known = _reached(item, known)
    elif isinstance(part, dict):
        place = part.get("$ref", "")
        name = place.rpartition("/")[2]
        if place.startswith("#/components/schemas/"):
            if name not in known:
                known = _reached(SCHEMAS[name], known | {name})
        elif place:
            known = _reached(resolve({"$ref": place}), known)
        known = _reached(list(part.values()), known)
    return known


@pytest.fixture
def app(app: Flask) -> Flask:
    app.test_client_class = CheckedClient
    return app


def test_it_is_a_valid_document() -> None:
    validate(DOCUMENT)


def test_it_is_served(client: FlaskClient) -> None:
    answer = client.get("/api/openapi.json")
    assert answer.json == DOCUMENT
    assert answer.mimetype == "application/json"


def test_it_has_the_products_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert DOCUMENT["info"]["version"] == project["project"]["version"]


def test_it_has_exactly_the_operations_of_the_code(app: Flask) -> None:
    there = {
        (method, re.sub(r"<\w+>", "{sessionId}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") or rule.rule == "/healthz"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert set(OPERATIONS.values()) == there


def test_its_words_are_those_of_the_code() -> None:
    def words(name: str) -> list[str]:
        found: list[str] = SCHEMAS[name]["enum"]
        return found

    states: dict[str, type[StrEnum]] = {
        "SessionStatus": SessionStatus,
        "DeploymentStatus": DeploymentStatus,
        "LinkState": LinkState,
    }
    assert {name: words(name) for name in states} == {n: list(s) for n, s in states.items()}
    assert words("FeatureName") == list(SCHEMAS["Features"]["properties"]) == list(feature.NAMES)
    kinds = [kind["properties"]["name"]["const"] for kind in SCHEMAS["Event"]["oneOf"]]
    assert kinds == list(event.CHECKS) == list(DATA)


def test_its_numbers_are_those_of_the_code() -> None:
    assert SCHEMAS["Report"]["properties"]["events"]["maxItems"] == event.BATCH
    assert SCHEMAS["SecondsLeft"]["minimum"] == pairing.LEAST
    assert _parameter("Lines")["maximum"] == sessions.MOST_LINES


@pytest.mark.parametrize("name", [n for n, schema in SCHEMAS.items() if "examples" in schema])
def test_its_examples_are_true(name: str) -> None:
    for example in SCHEMAS[name]["examples"]:
        assert faults(SCHEMAS[name], example) == []


def test_every_operation_answers_as_documented_in_every_state(
    client: FlaskClient,
    alice: Holder,
    bot: Bot,
    operator: Operator,
    shows_codes: PairingBroker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = set()

    def good(answer: TestResponse) -> None:
        assert answer.status_code == 200, answer.text
        path = answer.request.path.replace(alice.id, "{sessionId}")
        seen.add((answer.request.method, path))

    def read() -> None:
        for what in ("", "/features", "/deployment", "/logs"):
            good(alice.get(what))

    def log(_bot: str, _lines: int) -> list[LogLine]:
        return [LogLine("c1", 1_700_000_000.5, 6, "connected")]

    monkeypatch.setattr(shows_codes, "logs", log)
    monkeypatch.setattr(features, "TAKE_UP", 0.1)
    for path in ("/healthz", "/api/features", "/api/commands", "/api/openapi.json"):
        good(client.get(path))
    code = {"code": operator.voucher(), "userId": "x"}
    key = {"Idempotency-Key": "k" * 16}
    for _ in range(2):
        good(client.post("/api/deployment/validate-voucher", json=code, headers=key))
        good(client.post("/api/vouchers/check", json=code))
    read()
    good(alice.post("generate-qr"))
    good(alice.post("get-pairing-code", phoneNumber="+1 (555) 000-1234"))
    read()
    good(bot.paired())
    read()
    for _ in range(2):
        good(alice.deploy())
    read()
    operator.reconcile()
    for name, data in DATA.items():
        good(bot.tell(name, **data))
    read()
    good(alice.post("toggle-feature", featureName="ai", enabled=True))
    good(alice.post("start"))
    good(alice.post("restart"))
    shows_codes.fail["start"] = BrokerError("failed", "It could not.")
    operator.reconcile()
    shows_codes.fail["states"] = BrokerError("unreachable", "It does not answer.")
    read()
    shows_codes.fail.clear()
    good(alice.post("stop"))
    good(alice.post("start"))
    operator.reconcile()
    shows_codes.exit(alice.id, Exit.REPLACED)
    operator.reconcile()
    good(alice.post("retry"))
    operator.reconcile()
    bot.link("logged_out", "the phone said so")
    read()
    good(bot.paired())
    good(alice.post("relink"))
    read()
    good(alice.post("delete"))
    assert seen == set(OPERATIONS.values())


@pytest.mark.parametrize("name", list(SCHEMAS["Session"]["properties"]))
def test_a_field_without_a_word_in_the_document_is_noticed(deployed: Holder, name: str) -> None:
    poorer = deepcopy(DOCUMENT)
    del poorer["components"]["schemas"]["Session"]["properties"][name]
    with pytest.raises(AssertionError, match=f"'{name}' was unexpected"):
        check(deployed.get(), poorer)


def test_answers_have_all_the_fields_of_the_document_and_no_others() -> None:
    reached = _reached([schema_of(response) for _, _, response in answers()])
    objects = {name: SCHEMAS[name] for name in reached if "properties" in SCHEMAS[name]}
    assert {"Error", "Session", "Step"} < set(objects)
    for name, schema in objects.items():
        assert schema["additionalProperties"] is False, name
        if name != "Features":
            assert schema["required"] == list(schema["properties"]), name


def test_every_schema_is_used() -> None:
    assert set(_reached(DOCUMENT["paths"])) == set(SCHEMAS)


@pytest.mark.parametrize("name", [n for n, (_, path) in OPERATIONS.items() if path in BODIES])
def test_a_body_is_refused_exactly_if_the_document_forbids_it(
    client: FlaskClient, alice: Holder, shows_codes: PairingBroker, name: str
) -> None:
    path = OPERATIONS[name][1]
    good = {**BODIES[path]}
    good.update({key: alice.id for key in ("sessionId", "bot") if key in good})

    token = {"Authorization": f"Bearer {events_token(SECRET, alice.id)}"}
    for key in good:
        assert faults(body_schema(name), {k: v for k, v in good.items() if k != key})
        for value in (good[key], *WRONG, *EDGES.get(key, [])):
            body = {**good, key: value}
            answer = client.post(path, json=body, headers=token)
            refused = answer.json.get("code") in ("invalid", "session_not_found")
            assert refused == bool(faults(body_schema(name), body)), (key, value)


@pytest.mark.parametrize("name", DATA)
def test_an_event_is_refused_exactly_if_the_document_forbids_it(bot: Bot, name: str) -> None:
    for key in DATA[name]:
        for value in (*WRONG, "x" * 16, "x" * 64, "x" * 256, "x" * 500, "x" * 501, 2**40, 2**54):
            told = bot.event(name, **{**DATA[name], key: value})
            refused = bot.post([told]).status_code == 422
            assert refused == bool(faults(SCHEMAS["Event"], told)), (key, value)


@pytest.mark.parametrize("lines", [0, 1, 1000, 1001])
def test_a_number_of_lines_is_refused_exactly_if_the_document_forbids_it(
    alice: Holder, lines: int
) -> None:
    refused = alice.get(f"/logs?lines={lines}").status_code == 422
    assert refused == bool(faults(_parameter("Lines"), lines))


@pytest.mark.parametrize("key", ["k" * 15, "k" * 16, "k k" * 10, "k" * 128, "k" * 129, "ü" * 16])
def test_an_idempotency_key_is_refused_exactly_if_the_document_forbids_it(
    client: FlaskClient, operator: Operator, key: str
) -> None:
    body = {"code": operator.voucher(), "userId": "x"}
    headers = {"Idempotency-Key": key}
    answer = client.post("/api/deployment/validate-voucher", json=body, headers=headers)
    assert (answer.status_code == 422) == bool(faults(_parameter("IdempotencyKey"), key))
