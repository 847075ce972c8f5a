"""setcmd, delcmd, cmds: the owner's own text commands, and what they answer."""

from __future__ import annotations

import re

from botinstance.context import Context, UserError
from botinstance.contract.commands.custom import KIND

MOST = 100
LONGEST = 2000  # characters of an answer
_NAME = re.compile(r"[^\W_][\w-]{0,29}")
_PLACE = re.compile(r"&(user|args|group|time)\b")


def make(context: Context) -> str:
    use = f"{context.config.prefix}setcmd"
    name, equals, answer = (part.strip() for part in context.args.partition("="))
    name = name.removeprefix(context.config.prefix).lower()
    if not equals or not answer:
        raise UserError(f"Write a name and what it answers, like {use} hours = We open at 9.")
    if not _NAME.fullmatch(name):
        raise UserError(f"A name is one word of letters and digits: {use} hours = We open at 9.")
    if len(answer) > LONGEST:
        raise UserError(f"That answer is too long: at most {LONGEST} characters.")
    _free(name)
    records = context.state.records
    if records.get(KIND, "", name) is None and records.count(KIND, "") >= MOST:
        raise UserError(f"There are {MOST} already: take one away with delcmd first.")
    records.put(KIND, "", name, answer)
    return f"Saved: {context.config.prefix}{name} answers now."


def remove(context: Context) -> str:
    prefix = context.config.prefix
    name = context.args.strip().removeprefix(prefix).lower()
    if not name:
        raise UserError(f"Which one? {prefix}cmds shows them: {prefix}delcmd hours")
    if not context.state.records.delete(KIND, "", name[:100]):
        raise UserError(f"You have made no command called '{name[:30]}': see {prefix}cmds.")
    return f"Gone: {prefix}{name}"


def show(context: Context) -> str:
    prefix = context.config.prefix
    names = [record.key for record in context.state.records.all(KIND, "")]
    if not names:
        return f"There are none yet. The owner makes them with {prefix}setcmd name = answer"
    return "\n".join(f"{prefix}{name}" for name in names)


def run(context: Context) -> str:
    """Answer one of them; its name is the command's."""
    template = str(context.state.records.get(KIND, "", context.command.name, ""))
    places = {"user": context.message.sender_name or "you", "args": context.args}

    def filled(match: re.Match[str]) -> str:
        place = match[1]
        if place not in places:
            places[place] = _group(context) if place == "group" else _time(context)
        return places[place][:LONGEST]

    return _PLACE.sub(filled, template)[: 2 * LONGEST]


def _free(name: str) -> None:
    """Raises UserError for the name of a command that every bot has."""
    from botinstance import registry

    if registry.find(name):
        raise UserError(f"'{name}' is a command already: choose another name.")


def _group(context: Context) -> str:
    if not context.message.is_group:
        return "this chat"
    return context.link.groups.info(context.chat).name


def _time(context: Context) -> str:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    name = context.state.settings.text("timezone", context.chat)
    return datetime.now(ZoneInfo(name) if name else UTC).strftime("%H:%M")
