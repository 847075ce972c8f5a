"""`ubot`, the operator's command. Errors are one sentence on stderr and exit status 1."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from app.cli import bot, doctor, platform, user, voucher
from botinstance.contract.problem import Problem

DATABASE = "The database cannot be used: {reason}. `ubot doctor` tells more."


class Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(problem.message) from None
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise click.ClickException(DATABASE.format(reason=reason)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Unfiltered Bytzz: vouchers, bots, and the platform itself."""


for command in (
    voucher.voucher,
    bot.bot,
    user.user,
    platform.reconcile,
    platform.database,
    platform.init,
    platform.settings_table,
    doctor.doctor,
):
    main.add_command(command)
