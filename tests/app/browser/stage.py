"""A dashboard in this process, on loopback, with people and bots in every state that there is.

Bots are played: what they would report is sent as they would send it, and what systemd would say
of them stands in `StageBroker`. The way with real bots is in tests/system.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from app import create_app
from app.db import db
from app.models import User
from app.services import logins, sessions, users, watch
from app.settings import Settings
from tests.app.people import SECRET, Bot, Holder, Operator, PairingBroker
from tests.until import until
from units.protocol import LogLine, UnitState

PHONE = "15550142233"
MIB = 1 << 20


class StageBroker(PairingBroker):
    """What systemd says of a bot is what the test says, and so is its journal."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[LogLine]] = {}
        self.comes_up_as: dict[str, dict[str, Any]] = {}  # changes of the UnitState, by bot

    def is_(self, bot: str, **changes: Any) -> None:
        """The bot's unit runs, but for `changes` of its UnitState."""
        up = UnitState(
            active="active",
            sub="running",
            pid=4711,
            text="connected to +1555…",
            since=time.time() - 93_600,
            beat=time.time() + 3600,  # a stage has no heart that beats: it is well for an hour
            memory=22 * MIB,
            memory_max=256 * MIB,
            cpu=420.0,
            tasks=18,
        )
        self._set(bot, run=replace(up, **changes))

    def start(self, bot: str) -> None:
        super().start(bot)
        self.is_(bot, **self.comes_up_as.get(bot, {}))

    def logs(self, bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        found = self.lines.get(bot, [])
        if after is not None:
            cursors = [line.cursor for line in found]
            return found[cursors.index(after) + 1 :][:lines] if after in cursors else found[:lines]
        return found[-lines:]


@dataclass
class Stage:
    url: str
    app: Flask
    broker: StageBroker
    handles: dict[str, str] = field(default_factory=dict)  # by the bot's id

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    @property
    def operator(self) -> Operator:
        return Operator(self.app)

    def redeem(self) -> Holder:
        """Somebody who has just entered a voucher."""
        code = self.operator.voucher()
        body = {"code": code, "userId": "stage"}
        answer = self.client.post("/api/deployment/validate-voucher", json=body)
        holder = Holder(self.client, answer.json["sessionId"])
        with self.app.app_context():
            self.handles[holder.id] = sessions.find(holder.id).handle
        return holder

    def bot(self, holder: Holder) -> Bot:
        return Bot(self.client, holder.id)

    def shows_codes(self, holder: Holder) -> None:
        """Its pairing unit shows a code when it is asked to, one that lasts."""
        self.broker.on_pair = lambda _config, how: self.show_code(holder, how.method, 3600)

    def show_code(self, holder: Holder, method: str, seconds: float) -> None:
        if method == "qr":
            self.bot(holder).show_qr("2@stage," + "k" * 180, seconds=seconds)
        else:
            self.bot(holder).show_code("K7Q2-9WZH", seconds=seconds)

    def paired(self) -> Holder:
        holder = self.redeem()
        self.shows_codes(holder)
        holder.post("generate-qr")
        self.bot(holder).paired(PHONE)
        return holder

    def deployed(self, name: str = "Corner Shop Bot", **unit: Any) -> Holder:
        """A bot that runs, and is connected."""
        holder = self.paired()
        holder.deploy(name)
        self.operator.reconcile()
        self.broker.is_(holder.id, **unit)
        self.bot(holder).link("connected")
        return holder

    def account(self, name: str, role: str = "person") -> str:
        """A token of somebody who is signed in."""
        with self.app.app_context():
            user = db.session.scalar(db.select(User).where(User.username == name))
            if user is None:
                user = users.add(name)
            user.role = role
            db.session.commit()
            return logins.begin(user, "Chromium on Debian")

    def cookie(self, *held: str, login: str = "") -> dict[str, str]:
        """The cookie of a browser that holds these bots, as Playwright takes it."""
        kept: dict[str, Any] = {"held": list(held)}
        if login:
            kept["login"] = login
        signer = self.app.session_interface.get_signing_serializer(self.app)
        return {"name": "ubot", "value": str(signer.dumps(kept)), "url": self.url}

    def log(self, holder: Holder, texts: Sequence[tuple[int, str]]) -> None:
        """Lines with their priorities, ten seconds apart, up to now."""
        start = time.time() - 10 * len(texts)
        known = self.broker.lines.setdefault(holder.id, [])
        known += [
            LogLine(f"s=stage;i={len(known) + i}", start + 10 * i, priority, text)
            for i, (priority, text) in enumerate(texts)
        ]


@contextmanager
def stage() -> Iterator[Stage]:
    """A served dashboard with a database of its own, nobody on it yet."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        broker = StageBroker()
        server = make_server("127.0.0.1", 0, Flask("none"), threaded=True)
        url = f"http://127.0.0.1:{server.port}"
        settings = Settings(
            secret_key=SECRET,
            database_url=f"sqlite:///{Path(folder) / 'stage.db'}",
            wake_socket=f"{folder}/wake.sock",
            public_url=url,
        )
        app = create_app(settings, broker)
        with app.app_context():
            flask_migrate.upgrade()
        server.app = app
        thread = threading.Thread(target=server.serve_forever, name="stage", daemon=True)
        thread.start()
        try:
            yield Stage(url, app, broker)
        finally:
            watch.of(app).stop()  # open pages follow their bots
            until(lambda: not watch.of(app).is_watching(), "nobody looks at the database")
            server.shutdown()
            server.server_close()
            thread.join(5)
            with app.app_context():
                db.engine.dispose()
