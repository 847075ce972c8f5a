"""`ubot init`, `db`, `reconcile` and `settings`: the platform itself."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from pathlib import Path

import click
import flask_migrate
from flask import current_app

from app import worker
from app.cli.shared import with_app
from app.settings import SettingsError, markdown

SECRET_FILE = "UBOT_SECRET_KEY_FILE"


@click.command()
@click.option("--follow", is_flag=True, help="Go on until SIGTERM: this is the worker.")
@with_app
def reconcile(follow: bool) -> None:
    """Compare what is wished with what runs, and do what is missing."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(message)s")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if follow:
        worker.follow(app)
    else:
        worker.once(app)


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command()
@with_app
def upgrade() -> None:
    """Bring the database up to date."""
    flask_migrate.upgrade()
    click.echo("The database is up to date.")


@click.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Make what is missing: the secret's file, and the database."""
    _make_secret()
    ctx.invoke(upgrade)


def _make_secret() -> None:
    path = os.environ.get(SECRET_FILE)
    if os.environ.get("UBOT_SECRET_KEY"):
        return
    if not path:
        raise SettingsError(f"Set {SECRET_FILE} to the file that shall hold the secret.")
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise SettingsError(f"{path} cannot be made: {error.strerror}.") from None
    with os.fdopen(number, "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    click.echo(f"{Path(path)} is made.")


@click.command("settings")
def settings_table() -> None:
    """The table of all settings, as docs/settings.md has it."""
    click.echo(markdown(), nl=False)
