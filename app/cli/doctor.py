"""`ubot doctor`: whether each part is well, and what to do if it is not."""

from __future__ import annotations

import click
from flask import Flask

from app import create_app
from app.cli.shared import with_app
from app.services.doctor import findings
from app.settings import SettingsError


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Check the secret, database, migration, broker, worker and disk; exit status 1 if one is
    ill."""
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
    found = findings()
    for one in found:
        click.echo(f"{one.name:<10} {one.ill.message if one.ill else 'ok'}")
    return int(any(one.ill for one in found))
