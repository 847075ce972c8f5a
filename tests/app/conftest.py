"""An app with a database of its own, and the people who use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.db import db
from app.services import passwords
from app.settings import Settings
from tests.app.people import SECRET, Bot, Holder, Operator, PairingBroker
from tests.app.postgres import Cluster, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


def migrate(url: str) -> None:
    app = create_app(Settings(secret_key=SECRET, database_url=url), PairingBroker())
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "bot_platform.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: Cluster) -> str:
    name = postgres.new_database()
    migrate(postgres.url(name))
    return name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "bot_platform.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: Cluster, postgres_template: str) -> Iterator[str]:
    name = postgres.new_database(postgres_template)
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture(params=["sqlite", "postgres"])
def both_urls(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    return Settings(
        secret_key=SECRET,
        database_url=sqlite_url,
        broker_socket=str(tmp_path / "broker.sock"),
        wake_socket=str(tmp_path / "wake.sock"),
    )


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that costs something is for attackers: tests are many."""
    passwords._decoy.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher.from_parameters(CHEAPEST))


@pytest.fixture
def broker() -> PairingBroker:
    return PairingBroker()


@pytest.fixture
def make_app(broker: PairingBroker) -> Iterator[Callable[[Settings], Flask]]:
    made = []

    def make(settings: Settings) -> Flask:
        made.append(create_app(settings, broker))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[[Settings], Flask], settings: Settings) -> Flask:
    return make_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def operator(app: Flask) -> Operator:
    return Operator(app)


@pytest.fixture
def make_holder(client: FlaskClient, operator: Operator) -> Callable[[], Holder]:
    def make() -> Holder:
        body = {"code": operator.voucher(), "userId": "alice"}
        answer = client.post("/api/deployment/validate-voucher", json=body)
        return Holder(client, answer.json["sessionId"])

    return make


@pytest.fixture
def alice(make_holder: Callable[[], Holder]) -> Holder:
    """She has redeemed a voucher."""
    return make_holder()


@pytest.fixture
def bot(app: Flask, alice: Holder) -> Bot:
    """Alice's bot."""
    return Bot(app.test_client(), alice.id)


@pytest.fixture
def shows_codes(broker: PairingBroker, bot: Bot) -> PairingBroker:
    """Alice's pairing unit shows a code as soon as it is started."""
    broker.on_pair = lambda _config, how: bot.show_qr() if how.method == "qr" else bot.show_code()
    return broker


@pytest.fixture
def paired(alice: Holder, bot: Bot, shows_codes: PairingBroker) -> Holder:
    """Alice, whose bot is linked to her phone."""
    alice.post("generate-qr")
    bot.paired()
    return alice


@pytest.fixture
def deployed(paired: Holder, operator: Operator, bot: Bot) -> Holder:
    """Alice, whose bot runs and is connected."""
    paired.deploy()
    operator.reconcile()
    bot.link("connected")
    return paired
