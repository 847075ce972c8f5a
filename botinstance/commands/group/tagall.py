"""tagall: mention everybody in the group."""

from __future__ import annotations

from botinstance.commands.group.common import members, tag
from botinstance.context import Context


def run(context: Context) -> None:
    people = [member.id for member in members(context)]
    names = " ".join(map(tag, people))
    head = context.args or "Everybody, please have a look!"
    context.link.reply(context.message, f"{head}\n\n{names}", people)
