"""The text that a person gives to a command: behind it, or in the message that is replied to."""

from __future__ import annotations

from botinstance.context import Context, UserError

LENGTH = 4000  # characters


def text(context: Context, example: str) -> str:
    """Raises UserError, with the `example` where there is none."""
    quoted = context.message.quoted
    found = context.args or (quoted.text.strip() if quoted else "")
    if not found:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write a text behind {use}, or reply to one. Example: {use} {example}")
    return checked(found)


def checked(found: str) -> str:
    """Raises UserError where it is too long."""
    if len(found) > LENGTH:
        raise UserError(f"That is too long for me: at most {LENGTH} characters.")
    return found
