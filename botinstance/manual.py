"""The manual of all commands: `python -m botinstance.manual > docs/commands.md`."""

from __future__ import annotations

import sys
from itertools import groupby

from botinstance.contract.command import Command, Permission, Scope
from botinstance.contract.commands import COMMANDS
from botinstance.contract.feature import GENERAL, TITLES

_WHO = {
    Permission.EVERYONE: "everyone",
    Permission.GROUP_ADMIN: "group admins",
    Permission.SUDO: "the bot's admins",
    Permission.OWNER: "the owner",
}
_WHERE = {Scope.ANY: "", Scope.GROUP: "in groups", Scope.PRIVATE: "in private"}


def markdown() -> str:
    """Made of the tables alone: no command's code is imported."""
    parts = [
        "# Commands",
        f"The {len(COMMANDS)} commands of a bot, with the prefix `.` that a new one has. `<…>` "
        "must be given, `[…]` may be. `.menu` shows what a person may use in a chat. This page is "
        "made from the tables of commands: `python -m botinstance.manual > docs/commands.md`.",
    ]
    for category, commands in groupby(COMMANDS, key=lambda c: c.category):
        parts += [f"## {category}", *map(_entry, commands)]
    return "\n\n".join(parts) + "\n"


def _entry(command: Command) -> str:
    lines = [
        f"**`.{command.name}{' ' + command.usage if command.usage else ''}`**  ",
        command.help,
    ]
    notes = [*_notes(command)]
    if notes:
        lines[-1] += f" *({'; '.join(notes)})*"
    lines += ["", "```", f".{command.example}", *_answer(command), "```"]
    return "\n".join(lines)


def _notes(command: Command) -> list[str]:
    who = "" if command.permission is Permission.EVERYONE else _WHO[command.permission]
    limits = " ".join(part for part in (who, _WHERE[command.scope]) if part)
    feature = f"feature {TITLES[command.feature]}" if command.feature != GENERAL else ""
    also = "also " + ", ".join(f"`.{alias}`" for alias in command.aliases)
    return [note for note in (limits, feature, also if command.aliases else "") if note]


def _answer(command: Command) -> list[str]:
    return [f"  {line}".rstrip() for line in command.answer.splitlines()]


if __name__ == "__main__":
    sys.stdout.write(markdown())
