"""`ubot bot`: looking after bots. ID is an id or its beginning, at least 8 characters."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from app.cli.shared import operator, table, with_app
from app.clock import from_unix, iso
from app.runtime import broker
from app.services import config, deployments, reconcile, sessions, view
from botinstance.contract.ids import short
from units.protocol import BotState, BrokerError


@click.group()
def bot() -> None:
    """Look after bots. ID is an id or its beginning, at least 8 characters."""


@bot.command("list")
@with_app
def list_() -> None:
    """All bots, oldest first."""
    rows = sessions.listing()
    states = _states([row.id for row in rows])
    table(
        ("id", "name", "phone", "status", "deployment", "unit", "link"),
        [
            (
                short(row.id),
                row.bot_name or "-",
                row.phone or "-",
                row.status,
                row.deployment_status,
                states[row.id].run.active if row.id in states else "?",
                row.link_state,
            )
            for row in rows
        ],
    )


def _states(ids: list[str]) -> dict[str, BotState]:
    """Empty, and a warning, if the broker cannot be asked."""
    try:
        return dict(reconcile.states(ids))
    except BrokerError as error:
        click.echo(f"The column 'unit' is unknown: {error.message}", err=True)
        return {}


@bot.command()
@click.argument("id")
@with_app
def show(id: str) -> None:
    """All that is known of one bot, as JSON, with its full id."""
    found = view.describe(sessions.by_prefix(id))
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))


def _do(id: str, deed: Callable[[str, str], object], sentence: str) -> None:
    """Does it as the operator, and says so; {} in the sentence stands for the bot."""
    session = sessions.by_prefix(id)
    deed(session.id, operator())
    click.echo(sentence.format(short(session.id)))


@bot.command()
@click.argument("id")
@with_app
def start(id: str) -> None:
    """Run a stopped or failed bot again."""
    _do(id, deployments.start, "{} is being started.")


@bot.command()
@click.argument("id")
@with_app
def stop(id: str) -> None:
    """Pause a bot; its link to WhatsApp is kept."""
    _do(id, deployments.stop, "{} is being stopped.")


@bot.command()
@click.argument("id")
@with_app
def restart(id: str) -> None:
    """Stop a bot and run it again."""
    _do(id, deployments.restart, "{} is being restarted.")


@bot.command()
@click.argument("id")
@with_app
def retry(id: str) -> None:
    """Take a failed deployment up again at the step that failed."""
    _do(id, deployments.retry, "{} is tried again.")


@bot.command()
@click.argument("id")
@with_app
def suspend(id: str) -> None:
    """Stop a bot, or its linking; its owner can do nothing about it until you lift it."""
    _do(id, deployments.suspend, "{} is suspended.")


@bot.command()
@click.argument("id")
@with_app
def unsuspend(id: str) -> None:
    """Lift a suspension; the bot's owner may start it again."""
    _do(id, deployments.unsuspend, "{} is suspended no more; its owner may start it.")


@bot.command()
@with_app
def renew() -> None:
    """Hand changed settings of the platform, such as UBOT_BOT_SERVICES, on to all bots.

    Restart the web server and the worker first, as they read settings when they start."""
    click.echo(f"Bots with a new configuration: {config.renew(operator())}")


@bot.command()
@click.argument("id")
@click.option("-n", "--lines", type=click.IntRange(1, 1000), default=200)
@with_app
def logs(id: str, lines: int) -> None:
    """The last lines that a bot has logged."""
    for line in broker().logs(sessions.by_prefix(id).id, lines):
        click.echo(f"{iso(from_unix(line.at))} {line.text}")


@bot.command()
@click.argument("id")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_app
def remove(id: str, yes: bool) -> None:
    """Delete a bot, its link to WhatsApp and all its data."""
    session = sessions.by_prefix(id)
    session_id = session.id
    if not yes:
        click.confirm(f"Delete {short(session_id)} with all its data?", abort=True)
    sessions.remove(session_id, operator())
    click.echo(f"{short(session_id)} is being removed.")
