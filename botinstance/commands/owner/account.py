"""setname, setbio, setppbot: what the account shows of itself."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.group.common import in_words
from botinstance.commands.media import given
from botinstance.context import Context, UserError

NAME, BIO = 25, 139  # characters that WhatsApp allows


def name(context: Context) -> str:
    text = " ".join(_text(context, NAME).split())
    with in_words():
        context.link.account.rename(text)
    return f"The account is called {text} now."


def bio(context: Context) -> str:
    text = _text(context, BIO)
    with in_words():
        context.link.account.describe(text)
    return "The account has a new about text."


def picture(context: Context) -> str:
    jpeg = tools.work("botinstance.commands.media.canvas:square", given.picture(context))
    with in_words():
        context.link.account.show_picture(jpeg)
    return "The account has a new picture."


def _text(context: Context, most: int) -> str:
    use = f"{context.config.prefix}{context.command.name}"
    if not context.args:
        raise UserError(f"What shall it be? Write it behind {use}.")
    if len(context.args) > most:
        raise UserError(f"That is too long: at most {most} characters behind {use}.")
    return context.args
