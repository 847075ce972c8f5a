"""The text that a command of this section works on, and how long its answer may get."""

from __future__ import annotations

from botinstance.context import Context, UserError

LENGTH = 4000  # characters, of a text and of an answer


def given(context: Context, text: str, limit: int = LENGTH) -> str:
    """`text` if there is any, else that of the message replied to. Raises UserError."""
    if not text and context.message.quoted:
        text = context.message.quoted.text.strip()
    if not text:
        example = context.config.prefix + context.command.example
        raise UserError(
            f"Which text? Write it behind the command, or reply to one. Example: {example}"
        )
    if len(text) > limit:
        raise UserError(f"That is too long for me: write at most {limit} characters.")
    return text


def first_word(args: str) -> tuple[str, str]:
    """It, and what is behind it; both may be empty."""
    parts = [*args.split(None, 1), "", ""]
    return parts[0], parts[1]


def fitting(answer: str) -> str:
    """`answer`, unless it is too long to send: then raises UserError."""
    if len(answer) > LENGTH:
        raise UserError("The answer would be too long to send: write a shorter text.")
    return answer
