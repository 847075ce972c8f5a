"""How Alembic reaches the database: through the app, in one transaction, one upgrade at a time."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

LOCK = 7_203_117  # any number, the same in every process


def _lock(connection: Connection) -> None:
    """A second upgrade at the same time waits here. On SQLite this also begins the transaction,
    which pysqlite would not do for a CREATE TABLE."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def run() -> None:
    db = current_app.extensions["migrate"].db
    with db.engine.connect() as connection:
        _lock(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transactional_ddl=True,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
