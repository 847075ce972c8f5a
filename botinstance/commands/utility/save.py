"""save: a copy of a message for the owner, in the chat with themselves."""

from __future__ import annotations

from botinstance.commands.group.common import in_words
from botinstance.context import Context, UserError


def run(context: Context) -> None:
    """Nothing is said in the chat: what the owner keeps is nobody else's business."""
    if context.message.quoted is None:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Reply with {use} to the message or the status that I shall keep.")
    with in_words():
        context.link.forward(context.message, f"{context.owner_phone}@s.whatsapp.net", quoted=True)
