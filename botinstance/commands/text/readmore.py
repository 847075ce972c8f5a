"""readmore: a text of which WhatsApp shows only the beginning until it is tapped."""

from __future__ import annotations

from botinstance.commands.text.given import given
from botinstance.context import Context, UserError

LENGTH = 1000  # characters
_INVISIBLE = "\u200e"  # left-to-right mark: no width, and WhatsApp counts it as text
_ENOUGH = 4001  # of them, and the rest is folded away on every phone


def run(context: Context) -> str:
    shown, _, hidden = given(context, context.args, LENGTH).partition("|")
    if not shown.strip() or not hidden.strip():
        example = context.config.prefix + context.command.example
        raise UserError(f"Put a | between what is shown and what is hidden. Example: {example}")
    return shown.strip() + _INVISIBLE * _ENOUGH + "\n" + hidden.strip()
