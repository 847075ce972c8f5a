"""autoreact: an emoji for commands, or for everything that people say."""

from __future__ import annotations

import random

from botinstance.commands.owner import options
from botinstance.context import Context, Heard, UserError
from botinstance.contract.problem import Invalid
from botinstance.dispatch import is_command

A_DAY = 200  # reactions in one chat: WhatsApp takes many more for spam


def run(context: Context) -> str:
    settings = context.state.settings
    if context.args:
        word, _, emojis = context.args.partition(" ")
        if not word.isascii():
            word, emojis = "", context.args
        if emojis:
            _keep(context, emojis)
        if word or not settings.on("autoreact"):
            options.change(context, "autoreact", word.lower() or "on")
    return f"{options.shown(context, 'autoreact')} Emojis: {settings.text('autoreact_emojis')}"


def heard(said: Heard) -> None:
    """React, now and then with another emoji."""
    message, settings = said.message, said.state.settings
    wanted = settings.text("autoreact") == "all" or is_command(message, said.config)
    if message.from_me or not wanted:
        return
    if said.state.allowance.take("reactions", A_DAY, said.chat):
        said.link.react(message, random.choice(settings.text("autoreact_emojis").split()))


def _keep(context: Context, emojis: str) -> None:
    try:
        context.state.settings.write("autoreact_emojis", " ".join(emojis.split()))
    except Invalid:
        use = f"{context.config.prefix}autoreact"
        raise UserError(f"Write emojis with spaces between them: {use} on 👍 🎉") from None
