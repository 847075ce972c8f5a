"""menu: what this person may use here, what a section of it is for, or how a command is used."""

from __future__ import annotations

from itertools import groupby

from botinstance import registry
from botinstance.context import Context, UserError
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from botinstance.language import _
from botinstance.refusal import refusal

PAGE = 3000  # characters of a section that are shown at once


def run(context: Context) -> str:
    """A word that names both is a section, and the command with the prefix before it."""
    title, number = _asked(context.args)
    commands = _section(context, title)
    if commands:
        return _page(context, commands, number)
    return _one(context) if context.args else _all(context)


def _asked(args: str) -> tuple[str, int]:
    """The title of a section and the page of it."""
    title, _space, number = args.rpartition(" ")
    return (title, int(number)) if title and number in tuple("123456789") else (args, 1)


def _allowed(context: Context) -> list[Command]:
    return [c for c in COMMANDS if refusal(c, context) is None]


def _all(context: Context) -> str:
    prefix = context.config.prefix
    parts = [f"*{context.config.name}*"]
    for category, commands in groupby(_allowed(context), key=lambda c: c.category):
        names = " ".join(prefix + command.name for command in commands)
        parts.append(f"*{_(category)}*\n{names}")
    more = _("{prefix}menu <section> explains a section, {prefix}menu <command> a command.")
    return "\n\n".join([*parts, more.format(prefix=prefix)])


def _section(context: Context, title: str) -> list[Command]:
    """What this person may use of a section, which is named in English or as it is shown."""
    wanted, names = title.strip().casefold(), {c.category for c in COMMANDS}
    found = {name for name in names if wanted in (name.casefold(), _(name).casefold())}
    return [c for c in _allowed(context) if c.category in found] if found else []


def _page(context: Context, commands: list[Command], number: int) -> str:
    prefix, title = context.config.prefix, _(commands[0].category)
    pages = _pages([f"{_line(command, prefix)}\n{_(command.help)}" for command in commands])
    number = min(number, len(pages))
    if number < len(pages):
        more = _("Go on with {prefix}menu {title} {number}.")
    else:
        more = _("{prefix}menu <command> shows an example.")
    more = more.format(prefix=prefix, title=title, number=number + 1)
    return f"*{title}*\n\n{pages[number - 1]}\n\n{more}"


def _pages(entries: list[str]) -> list[str]:
    pages = [entries[0]]
    for entry in entries[1:]:
        if len(pages[-1]) + len(entry) > PAGE:
            pages.append(entry)
        else:
            pages[-1] += f"\n\n{entry}"
    return pages


def _line(command: Command, prefix: str) -> str:
    return f"{prefix}{command.name} {command.usage}".rstrip()


def _one(context: Context) -> str:
    prefix = context.config.prefix
    word = context.args.split()[0].removeprefix(prefix)
    command = registry.find(word)
    if command is None:
        there_is_none = _("There is no command called '{word}'. {prefix}menu shows all.")
        raise UserError(there_is_none.format(word=word[:40], prefix=prefix))
    example = _("Example: {example}").format(example=prefix + command.example)
    lines = [_line(command, prefix), _(command.help), example]
    if command.aliases:
        words = ", ".join(prefix + alias for alias in command.aliases)
        lines.append(_("Also: {words}").format(words=words))
    no = refusal(command, context)
    if no:
        lines.append(no)
    return "\n".join(lines)
