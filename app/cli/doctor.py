"""`ubot doctor`: whether each part is well, and what to do if it is not."""

from __future__ import annotations

import socket
from collections.abc import Callable

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import MIGRATIONS, create_app
from app.cli.shared import with_app
from app.db import db
from app.runtime import runtime, settings
from app.settings import SettingsError
from units.protocol import BrokerError


class Ill(Exception):
    """Says what to do."""


def _database() -> None:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise Ill(f"{reason}; check UBOT_DATABASE_URL and who may read it") from None


def _migration() -> None:
    try:
        with db.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError:
        raise Ill("the database cannot be asked") from None
    wanted = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if present != wanted:
        raise Ill(
            f"the database is at {present or 'nothing'}, not {wanted}; run `ubot db upgrade`"
        )


def _broker() -> None:
    try:
        runtime().glance.states([])
    except BrokerError:
        raise Ill(
            f"nothing answers at {settings().broker_socket}; run "
            "`systemctl status ubot-broker.socket`"
        ) from None


def _worker() -> None:
    path = settings().wake_socket
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
            s.connect(path)
    except OSError:
        raise Ill(f"nobody listens at {path}; run `systemctl status ubot-worker`") from None


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migration": _migration,
    "broker": _broker,
    "worker": _worker,
}


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Check the secret, database, migration, broker and worker; exit status 1 if one is ill."""
    try:
        app: Flask = ctx.obj or create_app()
    except SettingsError as error:
        click.echo(f"secret     {error.message}")
        ctx.exit(1)
    ctx.obj = app
    click.echo("secret     ok")
    ctx.exit(_run())


@with_app
def _run() -> int:
    """0 if all is well, else 1."""
    ill = 0
    for name, check in CHECKS.items():
        try:
            check()
        except Ill as what:
            ill = 1
            click.echo(f"{name:<10} {what}")
        else:
            click.echo(f"{name:<10} ok")
        finally:
            db.session.rollback()
    return ill
