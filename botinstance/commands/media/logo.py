"""textlogo, neon, glitch, matrix: words become a picture."""

from __future__ import annotations

from botinstance.commands.media import sending
from botinstance.commands.media.logos import STYLES
from botinstance.context import Context, UserError

_LENGTH = 80  # characters


def run(context: Context) -> None:
    """A style may come first."""
    style, _, rest = context.args.partition(" ")
    if style.lower() in STYLES and rest.strip():
        _draw(context, style.lower(), rest)
    else:
        _draw(context, "neon", context.args)


def styled(context: Context) -> None:
    """In the style that is called like the command."""
    _draw(context, context.command.name, context.args)


def _draw(context: Context, style: str, text: str) -> None:
    if not text.strip():
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write words behind {use}. Example: {use} Hello")
    sending.work(context, "logos:logo", text=_checked(text), style=style)


def _checked(text: str) -> str:
    if len(text) > _LENGTH:
        raise UserError(f"That is too long for a logo: at most {_LENGTH} characters.")
    return text.strip()
