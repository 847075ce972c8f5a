"""Every refusal that the API's document names is one that its operation gives, in its shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.clock import now
from app.db import db, transaction
from app.models import Voucher
from app.services import access, api_tokens, deployments, pairing, users, vouchers
from app.services.access import Viewer
from app.services.tokens import events_token
from botinstance.contract import event
from botinstance.contract.exits import Exit
from botinstance.contract.pairing import Reason
from tests.app.openapi import OPERATIONS, CheckedClient, answers, resolve, schema_of
from tests.app.people import SECRET, Bot, Holder, Operator, PairingBroker
from tests.app.test_faults import BODIES, UNKNOWN
from units.protocol import BrokerError

ALL = set(OPERATIONS)
POSTS = {name for name, (method, _) in OPERATIONS.items() if method == "POST"}
VOUCHERS = {"redeemVoucher", "checkVoucher"}
LINKING = {"generateQr", "getPairingCode"}
OF_DEPLOYED = {"stop", "start", "restart", "retry"}
STEERING = {"deploy", "relink"} | OF_DEPLOYED
TABLES = {"listFeatures", "listCommands", "getDocument"}  # they ask nobody
WITHOUT_SESSION = VOUCHERS | TABLES | {"healthz"}
OF_A_SESSION = ALL - WITHOUT_SESSION - {"reportEvents"}  # which a holder names


@pytest.fixture
def app(app: Flask) -> Flask:
    app.test_client_class = CheckedClient
    return app


@dataclass
class Stage:
    """Alice, who has just redeemed a voucher, her bot, and another voucher."""

    app: Flask
    client: FlaskClient
    operator: Operator
    broker: PairingBroker
    bot: Bot
    alice: Holder
    patch: pytest.MonkeyPatch
    voucher: str
    token: str = ""  # instead of the bot's own

    def ask(self, name: str, **changes: Any) -> TestResponse:
        """The operation with a body, or a query, that is right but for `changes`."""
        method, path = OPERATIONS[name]
        if method == "GET":
            session = changes.pop("sessionId", self.alice.id)
            path = path.replace("{sessionId}", session)
            return self.client.get(path, query_string=changes, headers=self.headers())
        good = {"sessionId": self.alice.id, "bot": self.alice.id, "code": self.voucher}
        return self.send(name, json.dumps({**BODIES[path], **good, **changes}))

    def send(self, name: str, data: str, kind: str = "application/json") -> TestResponse:
        path, headers = OPERATIONS[name][1], self.headers()
        return self.client.post(path, data=data, content_type=kind, headers=headers)

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token or events_token(SECRET, self.bot.id)}"}

    def change_vouchers(self, **values: object) -> None:
        with self.app.app_context(), transaction():
            db.session.execute(update(Voucher).values(**values))


@pytest.fixture
def stage(
    app: Flask,
    client: FlaskClient,
    operator: Operator,
    broker: PairingBroker,
    bot: Bot,
    alice: Holder,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    voucher = operator.voucher()
    return Stage(app, client, operator, broker, bot, alice, monkeypatch, voucher)


Situation = Callable[[Stage, str], TestResponse]


def not_json(stage: Stage, name: str) -> TestResponse:
    return stage.send(name, "{")


def a_form(stage: Stage, name: str) -> TestResponse:
    return stage.send(name, "a=b", "application/x-www-form-urlencoded")


def too_long(stage: Stage, name: str) -> TestResponse:
    return stage.ask(name, junk="x" * 2**20)


def nothing_in_it(stage: Stage, name: str) -> TestResponse:
    return stage.send(name, "{}")


def no_lines(stage: Stage, name: str) -> TestResponse:
    return stage.ask(name, lines=0)


def no_session(stage: Stage, name: str) -> TestResponse:
    stage.bot.id = UNKNOWN
    return stage.ask(name, sessionId=UNKNOWN, bot=UNKNOWN)


def another_token(stage: Stage, name: str) -> TestResponse:
    stage.bot.id = UNKNOWN
    return stage.ask(name)


def revoked_token(stage: Stage, name: str) -> TestResponse:
    stage.token = f"{api_tokens.PREFIX}nobody's"
    return stage.ask(name)


def claimed(stage: Stage, name: str) -> TestResponse:
    with stage.app.app_context():
        bot = access.by_key(stage.alice.id)
        access.claim(Viewer(users.add("someone"), (bot.id,)), bot)
    return stage.ask(name)


def our_mistake(stage: Stage, name: str) -> TestResponse:
    def view(**_: str) -> NoReturn:
        raise ZeroDivisionError

    method, path = OPERATIONS[name]
    endpoint, _ = stage.app.url_map.bind("").match(path, method)
    stage.app.view_functions[endpoint] = view
    return stage.ask(name)


def no_database(stage: Stage, name: str) -> TestResponse:
    with stage.app.app_context():
        path = Path(db.engine.url.database or "")
        db.engine.dispose()
    path.unlink()
    path.mkdir()
    return stage.ask(name)


def no_broker(stage: Stage, name: str) -> TestResponse:
    error = BrokerError("unreachable", "It does not answer.")
    stage.broker.fail = {"states": error, "logs": error}
    return stage.ask(name)


def unknown_voucher(stage: Stage, name: str) -> TestResponse:
    return stage.ask(name, code="UBOT-AAAA-AAAA-AAAA")


def no_voucher_at_all(stage: Stage, name: str) -> TestResponse:
    return stage.ask(name, code="x")


def used_voucher(stage: Stage, name: str) -> TestResponse:
    stage.ask(name)
    return stage.ask(name)


def expired_voucher(stage: Stage, name: str) -> TestResponse:
    stage.change_vouchers(expires_at=now())
    return stage.ask(name)


def revoked_voucher(stage: Stage, name: str) -> TestResponse:
    with stage.app.app_context():
        vouchers.revoke(stage.voucher, "admin")
    return stage.ask(name)


def guessing(stage: Stage, name: str) -> TestResponse:
    return [unknown_voucher(stage, name) for _ in range(6)][-1]


def not_linked(stage: Stage, name: str) -> TestResponse:
    return stage.ask(name)


def linked(stage: Stage, name: str) -> TestResponse:
    stage.bot.paired()
    return stage.ask(name)


def running(stage: Stage, name: str) -> TestResponse:
    stage.bot.paired()
    stage.alice.deploy()
    stage.operator.reconcile()
    return stage.ask(name)


def suspended(stage: Stage, name: str) -> TestResponse:
    with stage.app.app_context():
        deployments.suspend(stage.alice.id, "admin")
    return stage.ask(name)


def many_wait(stage: Stage, name: str) -> TestResponse:
    while stage.app.extensions["ubot"].waiters.acquire(blocking=False):
        pass
    return stage.ask(name)


def no_code_comes(stage: Stage, name: str) -> TestResponse:
    stage.patch.setattr(pairing, "WAIT", 0.2)
    return stage.ask(name)


def unit_dies(stage: Stage, name: str) -> TestResponse:
    stage.patch.setattr(pairing, "LOOK", 1)
    stage.broker.on_pair = lambda config, _: stage.broker.exit(config.id, Exit.OUTDATED, "pair")
    return stage.ask(name)


def bot_says(reason: str) -> Situation:
    def situation(stage: Stage, name: str) -> TestResponse:
        stage.broker.on_pair = lambda *_: stage.bot.tell(
            event.PAIR_FAILED, reason=reason, message="No."
        )
        return stage.ask(name)

    return situation


SITUATIONS: list[tuple[Situation, int, str, set[str]]] = [
    (not_json, 400, "malformed_json", POSTS),
    (a_form, 415, "unsupported_media_type", POSTS),
    (too_long, 413, "request_entity_too_large", POSTS),
    (nothing_in_it, 422, "invalid", POSTS),
    (no_lines, 422, "invalid", {"getLogs"}),
    (no_session, 404, "session_not_found", ALL - WITHOUT_SESSION),
    (another_token, 401, "bad_token", {"reportEvents"}),
    (revoked_token, 401, "bad_token", OF_A_SESSION | {"redeemVoucher"}),
    (claimed, 403, "claimed", OF_A_SESSION),
    (our_mistake, 500, "internal_server_error", ALL),
    (no_database, 503, "database_unavailable", ALL - TABLES),
    (no_broker, 503, "broker_unreachable", LINKING | {"getLogs"}),
    (unknown_voucher, 404, "voucher_not_found", VOUCHERS),
    (no_voucher_at_all, 422, "malformed_voucher", VOUCHERS),
    (guessing, 429, "too_many_requests", VOUCHERS),
    (used_voucher, 409, "voucher_used", {"redeemVoucher"}),
    (expired_voucher, 410, "voucher_expired", {"redeemVoucher"} | LINKING),
    (revoked_voucher, 410, "voucher_revoked", {"redeemVoucher"}),
    (suspended, 403, "suspended", STEERING | LINKING),
    (not_linked, 409, "not_paired", STEERING),
    (linked, 409, "already_paired", LINKING),
    (linked, 409, "not_deployed", OF_DEPLOYED),
    (running, 409, "already_deployed", {"deploy"}),
    (running, 409, "nothing_failed", {"retry"}),
    (many_wait, 503, "busy", LINKING),
    (no_code_comes, 503, "pairing_slow", LINKING),
    (unit_dies, 503, "pairing_failed", LINKING),
    (bot_says("no-multidevice"), 409, "no_multidevice", LINKING),
    (bot_says("outdated"), 409, "outdated", LINKING),
    (bot_says("passkey"), 409, "passkey", LINKING),
    (bot_says("restricted"), 409, "restricted", LINKING),
    (bot_says("refused"), 409, "refused", LINKING),
    (bot_says("timeout"), 503, "timeout", LINKING),
    (bot_says("unreachable"), 503, "unreachable", LINKING),
    (bot_says("bad-number"), 422, "bad_number", {"getPairingCode"}),
]
CASES = [(name, *rest) for *rest, names in SITUATIONS for name in sorted(names)]


@pytest.mark.parametrize(
    ("name", "situation", "status", "code"), CASES, ids=[f"{c[0]}-{c[3]}" for c in CASES]
)
def test_a_refusal_is_as_documented(
    stage: Stage, name: str, situation: Situation, status: int, code: str
) -> None:
    answer = situation(stage, name)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_no_other_refusal_is_documented() -> None:
    documented = {
        (name, status, code)
        for name, status, response in answers()
        if status >= 400
        for code in words(schema_of(response)["properties"]["code"])
    }
    assert documented == {(name, status, code) for name, _, status, code in CASES}


def words(schema: dict[str, Any]) -> set[str]:
    """The codes that the schema allows; an example of them where it does not list them."""
    schema = resolve(schema)
    listed = set(schema.get("enum", schema.get("examples", ())))
    return listed.union(*(words(part) for part in schema.get("anyOf", ())))


def test_each_reason_of_a_bot_is_documented() -> None:
    reasons = {reason.replace("-", "_") for reason in Reason}
    assert reasons <= {code for name, _, _, code in CASES if name == "getPairingCode"}
