"""menu: what this person may use here, or how one command is used."""

from __future__ import annotations

from itertools import groupby

from botinstance import registry
from botinstance.context import Context, UserError
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from botinstance.refusal import refusal


def run(context: Context) -> str:
    return _one(context) if context.args else _all(context)


def _all(context: Context) -> str:
    allowed = [c for c in COMMANDS if refusal(c, context) is None]
    prefix = context.config.prefix
    parts = [f"*{context.config.name}*"]
    for category, commands in groupby(allowed, key=lambda c: c.category):
        parts.append("\n".join([f"*{category}*", *(_line(c, prefix) for c in commands)]))
    parts.append(f"{prefix}menu <command> tells more.")
    return "\n\n".join(parts)


def _line(command: Command, prefix: str) -> str:
    return f"{prefix}{command.name} {command.usage}".rstrip()


def _one(context: Context) -> str:
    prefix = context.config.prefix
    word = context.args.split()[0].removeprefix(prefix)
    command = registry.find(word)
    if command is None:
        raise UserError(f"There is no command called '{word[:40]}'. {prefix}menu shows all.")
    lines = [_line(command, prefix), command.help, f"Example: {prefix}{command.example}"]
    if command.aliases:
        lines.append("Also: " + ", ".join(prefix + alias for alias in command.aliases))
    no = refusal(command, context)
    if no:
        lines.append(no)
    return "\n".join(lines)
