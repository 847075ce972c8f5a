"""`ubot user`: those who may own vouchers."""

from __future__ import annotations

import click

from app.cli.shared import table, with_app
from app.clock import iso
from app.services import users


@click.group()
def user() -> None:
    """Look after the owners of vouchers."""


@user.command()
@click.argument("name")
@click.option("--phone")
@click.option("--email")
@with_app
def add(name: str, phone: str | None, email: str | None) -> None:
    """Add a user, who can then own vouchers."""
    click.echo(f"{users.add(name, phone, email).username} is added.")


@user.command("list")
@with_app
def list_() -> None:
    """All users."""
    rows = [
        (u.username, u.phone or "-", u.email or "-", iso(u.created_at)) for u in users.listing()
    ]
    table(("name", "phone", "email", "createdAt"), rows)
