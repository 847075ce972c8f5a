"""leave: the bot goes out of the group."""

from __future__ import annotations

from botinstance.commands.group.common import in_words
from botinstance.context import Context


def run(context: Context) -> None:
    context.link.reply(context.message, "Goodbye!")
    with in_words():
        context.link.groups.leave(context.message.chat)
