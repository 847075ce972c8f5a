"""`ubot voucher`: issuing vouchers and looking after them."""

from __future__ import annotations

import json
from typing import Any

import click

from app.cli.shared import operator, table, with_app
from app.clock import iso
from app.models import Voucher
from app.runtime import settings
from app.services import sessions, users, vouchers
from botinstance.contract.ids import short


class OwnerOrCommand(click.Group):
    """`ubot voucher admin 3` is short for `ubot voucher create admin 3`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["create", *args]
        return super().resolve_command(ctx, args)


@click.group(
    cls=OwnerOrCommand, subcommand_metavar="OWNER [COUNT] [--days N] [--json] | COMMAND [ARGS]..."
)
def voucher() -> None:
    """Make vouchers: `ubot voucher admin 5`. Look after them: the commands below."""


@voucher.command()
@click.argument("owner")
@click.argument("count", type=int, default=1)
@click.option("--days", type=int, help="How long they are valid; default: the setting.")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of one code a line.")
@with_app
def create(owner: str, count: int, days: int | None, as_json: bool) -> None:
    """Make COUNT vouchers that belong to OWNER and print their codes."""
    wanted = settings().voucher_days if days is None else days
    made = vouchers.create(users.owner(owner), count, wanted)
    if as_json:
        click.echo(json.dumps([_facts(v) for v in made], indent=2))
        return
    for one in made:
        click.echo(one.code)


@voucher.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_app
def list_(as_json: bool) -> None:
    """All vouchers, oldest first."""
    facts = [_facts(v) for v in vouchers.listing()]
    if as_json:
        click.echo(json.dumps(facts, indent=2))
        return
    names = ("code", "state", "owner", "expiresAt", "usedAt")
    table(names, [[f[name] or "-" for name in names] for f in facts])


@voucher.command()
@click.argument("code")
@with_app
def show(code: str) -> None:
    """One voucher, and the bots it gave."""
    found = vouchers.find(code)
    for name, value in _facts(found).items():
        click.echo(f"{name}: {value if value is not None else '-'}")
    bots = [short(bot) for bot in sessions.ids_of_voucher(found.code)]
    click.echo(f"bots: {', '.join(bots) or '-'}")


@voucher.command()
@click.argument("code")
@with_app
def revoke(code: str) -> None:
    """Make an unused voucher worthless. A bot that it gave stays."""
    click.echo(f"{vouchers.revoke(code, operator()).code} is revoked.")


@voucher.command()
@click.argument("code")
@with_app
def release(code: str) -> None:
    """Hand a used voucher back whose bot was never linked to WhatsApp."""
    click.echo(f"{vouchers.release(code, operator()).code} can be used again.")


def _facts(one: Voucher) -> dict[str, Any]:
    return {
        "code": one.code,
        "state": vouchers.state(one),
        "owner": vouchers.owner_name(one),
        "createdAt": iso(one.created_at),
        "expiresAt": iso(one.expires_at),
        "usedAt": iso(one.used_at),
        "usedBy": one.used_by_label,
    }
