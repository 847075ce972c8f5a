"""`ubot user`: accounts. Operators look after the platform; others keep their bots in theirs."""

from __future__ import annotations

import sys

import click

from app.cli.shared import operator, table, with_app
from app.clock import iso
from app.errors import Refusal
from app.models import User
from app.runtime import settings
from app.services import accounts, links, users
from app.services.access import OPERATOR, PERSON
from app.services.users import ADMIN

STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from stdin.")
URL = click.option("--url", help="Where the dashboard is; default: UBOT_PUBLIC_URL.")


@click.group()
def user() -> None:
    """Look after accounts: operators, owners of vouchers, and those who keep bots in one."""


@user.command()
@click.argument("name")
@click.option("--phone")
@click.option("--email")
@click.option("--operator", "as_operator", is_flag=True, help="They may look after everything.")
@with_app
def add(name: str, phone: str | None, email: str | None, as_operator: bool) -> None:
    """Add a user, who can then own vouchers."""
    made = users.add(name, phone, email, OPERATOR if as_operator else PERSON)
    click.echo(f"{made.username} is added. To sign in they need: ubot user link {made.username}")


@user.command("create-admin")
@click.argument("name", default=ADMIN)
@STDIN
@click.option("--link", "by_link", is_flag=True, help="Print a sign-in link, set no password.")
@URL
@with_app
def create_admin(name: str, password_stdin: bool, by_link: bool, url: str | None) -> None:
    """Make NAME (default: admin) an operator who can sign in.

    Whoever had that name before is signed out everywhere."""
    base = _base(url) if by_link else ""
    password = None if by_link else _password(password_stdin)
    found = accounts.make_operator(name, password, operator())
    if by_link:
        click.echo(_link(found, base))
    else:
        click.echo(f"{name} is an operator, and signs in with this password.")


@user.command()
@click.argument("name")
@URL
@with_app
def link(name: str, url: str | None) -> None:
    """Print a link that signs NAME in once, within 24 hours."""
    base = _base(url)
    click.echo(_link(users.find(name), base))


@user.command()
@click.argument("name")
@STDIN
@with_app
def password(name: str, password_stdin: bool) -> None:
    """Set NAME's password; they are signed out everywhere."""
    found = users.find(name)
    accounts.set_password(found, _password(password_stdin), operator())
    click.echo(f"{name} signs in with this password now.")


@user.command("list")
@with_app
def list_() -> None:
    """All users."""
    rows = [
        (
            one.user.username,
            one.user.role,
            one.bots,
            one.vouchers,
            one.user.phone or "-",
            one.user.email or "-",
            iso(one.last_used_at) or "-",
            iso(one.user.created_at),
        )
        for one in users.listing()
    ]
    table(("name", "role", "bots", "vouchers", "phone", "email", "lastUsedAt", "createdAt"), rows)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not _is_terminal():
        raise Refusal(
            "invalid", 422, "There is no terminal to ask for a password: --password-stdin"
        )
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _base(url: str | None) -> str:
    base = url or settings().public_url
    if not base:
        raise Refusal("invalid", 422, "Say where the dashboard is: --url https://bots.example.org")
    return base.rstrip("/")


def _link(found: User, base: str) -> str:
    return f"{base}/sign-in/{links.make(found, operator())}"
