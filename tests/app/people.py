"""Those who act in the tests: an operator, someone with a voucher, and that one's bot."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services import reconcile, users, vouchers
from app.services.tokens import events_token
from botinstance.contract import event
from botinstance.contract.config import BotConfig, PairRequest
from units.memory import MemoryBroker

SECRET = "a secret for tests only, long enough"
PHONE = "15550001234"
QR = "2@abc,def,ghi"


class PairingBroker(MemoryBroker):
    """Its pairing units answer at once with what `on_pair` makes of the request."""

    on_pair: Callable[[BotConfig, PairRequest], None] | None = None

    def pair(self, config: BotConfig, request: PairRequest) -> None:
        super().pair(config, request)
        if self.on_pair:
            self.on_pair(config, request)


class Operator:
    def __init__(self, app: Flask) -> None:
        self._app = app

    def voucher(self, days: int = 30) -> str:
        return self.vouchers(1, days)[0]

    def vouchers(self, count: int, days: int = 30) -> list[str]:
        with self._app.app_context():
            return [v.code for v in vouchers.create(users.owner("admin"), count, days)]

    def reconcile(self) -> bool:
        with self._app.app_context():
            return reconcile.all_bots()


class Bot:
    """What a bot's process would report."""

    def __init__(self, client: FlaskClient, bot: str) -> None:
        self._client = client
        self.id = bot

    def tell(self, event_: str, /, *, id: str = "", at: float = 0, **data: Any) -> TestResponse:
        return self.post([self.event(event_, id=id, at=at, **data)])

    @staticmethod
    def event(event_: str, /, *, id: str = "", at: float = 0, **data: Any) -> dict[str, Any]:
        moment = at or time.time()
        return {"id": id or uuid.uuid4().hex, "at": moment, "name": event_, "data": data}

    def post(self, events: list[dict[str, Any]], token: str = "") -> TestResponse:
        token = token or events_token(SECRET, self.id)
        return self._client.post(
            event.PATH,
            json={"bot": self.id, "events": events},
            headers={"Authorization": f"Bearer {token}"},
        )

    def show_qr(self, text: str = QR, seconds: float = 20) -> None:
        self.tell(event.PAIR_QR, code=text, expires_at=time.time() + seconds)

    def show_code(self, text: str = "ABCD-EFGH", seconds: float = 160) -> None:
        self.tell(event.PAIR_CODE, code=text, expires_at=time.time() + seconds)

    def paired(self, phone: str = PHONE) -> TestResponse:
        return self.tell(event.PAIRED, phone=phone, lid="1@lid", name="Alice")

    def link(self, state: str, reason: str = "", at: float = 0) -> TestResponse:
        return self.tell(event.LINK, at=at, state=state, reason=reason)


class Holder:
    """Someone with a session, who asks by the API."""

    def __init__(self, client: FlaskClient, session: str) -> None:
        self._client = client
        self.id = session

    def post(self, verb: str, **fields: Any) -> TestResponse:
        body = {"sessionId": self.id, **fields}
        return self._client.post(f"/api/deployment/{verb}", json=body)

    def get(self, what: str = "") -> TestResponse:
        return self._client.get(f"/api/deployment/session/{self.id}{what}")

    def session(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get().json["session"]
        return found

    def deploy(self, name: str = "My Bot", **toggles: bool) -> TestResponse:
        return self.post("deploy", botName=name, features=toggles)

    def state(self) -> tuple[str, str]:
        session = self.session()
        return session["status"], session["deployment_status"]
