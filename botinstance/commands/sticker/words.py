"""attp, ttp, brat, smeme: words become stickers."""

from __future__ import annotations

from botinstance.commands.media import given
from botinstance.commands.sticker import sending
from botinstance.context import Context, UserError

LENGTH = 200  # characters


def attp(context: Context) -> None:
    sending.work(context, "words:attp", text=text(context))


def ttp(context: Context) -> None:
    sending.work(context, "words:ttp", text=text(context))


def brat(context: Context) -> None:
    sending.work(context, "words:brat", text=text(context))


def smeme(context: Context) -> None:
    top, _, bottom = (part.strip() for part in context.args.partition("|"))
    if not top and not bottom:
        raise UserError(
            f"Reply to a picture with the words for it: {context.config.prefix}smeme top|bottom"
        )
    checked(context.args)
    sending.work(context, "words:meme", given.picture(context), top=top, bottom=bottom)


def text(context: Context) -> str:
    """What stands behind the command, or in the message replied to. Raises UserError."""
    quoted = context.message.quoted
    found = context.args or (quoted.text if quoted else "")
    if not found.strip():
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write words behind {use}, or reply to some. Example: {use} Hello")
    return checked(found)


def checked(text: str, most: int = LENGTH) -> str:
    """Raises UserError where it is too long."""
    if len(text) > most:
        raise UserError(f"That is too long for a sticker: at most {most} characters.")
    return text
