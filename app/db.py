"""The database: SQLite or PostgreSQL, with the same meaning of a transaction on both.

Reads see what is committed. A transaction that writes takes its lock with its first write, so
it decides by what it reads *after* that write. SQLite is opened to behave so: pysqlite begins
a transaction at the first INSERT, UPDATE or DELETE, and begins it IMMEDIATE.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CursorResult, DateTime, Delete, MetaData, Update, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from app.settings import Settings, SettingsError

BUSY_SECONDS = 15  # how long a writer waits for another on SQLite
# Connections of one process: a stream holds none while it waits, so these are for the requests
# that are being answered. Two web workers, the worker and `ubot` fit into PostgreSQL's hundred.
POOL = {"pool_size": 8, "max_overflow": 24, "pool_timeout": 10}

db = SQLAlchemy(
    metadata=MetaData(
        naming_convention={
            "ix": "idx_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
)


class Base(DeclarativeBase):
    metadata = db.metadata


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite, which knows no time zones, holds it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def insert(table: Any) -> postgresql.Insert | sqlite.Insert:
    """An INSERT with `on_conflict_do_update`, in the words of the database in use."""
    name = db.engine.dialect.name
    return postgresql.insert(table) if name == "postgresql" else sqlite.insert(table)


def changed(statement: Update | Delete) -> int:
    """Executes the UPDATE or DELETE and counts its rows: whoever changed one has won."""
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    return result.rowcount


@contextmanager
def transaction() -> Iterator[None]:
    """All of what happens within, or nothing."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def init_app(app: Flask, settings: Settings) -> None:
    """Raises SettingsError for a URL that names no database."""
    url, options = _engine(settings.database_url)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    if url.startswith("sqlite"):
        with app.app_context():
            event.listen(db.engine, "connect", _set_pragmas)


def _engine(text: str) -> tuple[str, dict[str, Any]]:
    try:
        url = make_url(text)
    except ArgumentError:
        raise SettingsError("UBOT_DATABASE_URL is not a database URL.") from None
    # A failed statement is logged, and must not carry ids or secrets into the log.
    options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": True}
    if url.database:  # one in memory has a single connection
        options |= POOL
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    elif url.drivername == "sqlite":
        options["connect_args"] = {"isolation_level": "IMMEDIATE", "timeout": BUSY_SECONDS}
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise SettingsError("UBOT_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return url.render_as_string(hide_password=False), options


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",  # readers and the one writer do not wait for each other
        "synchronous = NORMAL",  # with WAL: safe against a crash of any process of ours
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
