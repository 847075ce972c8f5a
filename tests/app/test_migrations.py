"""A database made by the migrations is the one that the models describe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from app.db import db
from app.settings import Settings
from tests.app.people import SECRET
from tests.app.postgres import Cluster

NAMES = {
    "users": {"idx_users_phone", "idx_users_email"},
    "vouchers": {"idx_vouchers_code"},
    "sessions": {"idx_sessions_user"},
    "deployments": {"idx_deployments_session"},
}


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def empty_postgres(postgres: Cluster) -> Iterator[str]:
    name = postgres.new_database()
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(
    request: pytest.FixtureRequest, make_app: Callable[[Settings], Flask], settings: Settings
) -> Flask:
    url = request.getfixturevalue(f"empty_{request.param}")
    return make_app(replace(settings, database_url=url))


def test_the_migrations_equal_the_models(empty: Flask) -> None:
    with empty.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, db.metadata) == []


def test_the_contracts_indexes_are_there(empty: Flask) -> None:
    with empty.app_context():
        flask_migrate.upgrade()
        for table, names in NAMES.items():
            assert names <= {str(i["name"]) for i in inspect(db.engine).get_indexes(table)}


def test_there_is_one_node(empty: Flask) -> None:
    with empty.app_context():
        flask_migrate.upgrade()
        assert db.session.execute(db.text("SELECT id FROM nodes")).scalars().all() == ["local"]


def test_down_and_up_again(empty: Flask) -> None:
    with empty.app_context():
        flask_migrate.upgrade()
        flask_migrate.downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        flask_migrate.upgrade()


def test_two_upgrades_at_once_do_no_harm(empty: Flask) -> None:
    settings = empty.extensions["ubot"].settings
    env = {"UBOT_SECRET_KEY": SECRET, "UBOT_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-m", "app.cli", "db", "upgrade"]
    both = [subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    with empty.app_context():
        assert db.session.execute(db.text("SELECT id FROM nodes")).scalars().all() == ["local"]


def test_sqlite_is_opened_as_it_must_be(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 1,
        "busy_timeout": 15000,
    }
