"""wanted, wasted, jail, trash, triggered: a picture of somebody, in trouble."""

from __future__ import annotations

from botinstance.commands.group.people import named
from botinstance.commands.media import given, sending
from botinstance.commands.sticker import sending as stickers
from botinstance.context import Context, UserError
from botinstance.link.protocol import LinkError


def scene(context: Context) -> None:
    """The scene that is called like the command."""
    sending.work(context, "scenes:scene", _face(context), name=context.command.name)


def triggered(context: Context) -> None:
    stickers.work(context, "scenes:triggered", _face(context))


def _face(context: Context) -> bytes:
    """Whoever is mentioned, else the picture at hand, else whoever is replied to, else the one
    who asks. Raises UserError."""
    message = context.message
    found = [it for it in given.every(context) if given.is_picture(it.media)]
    if found and not message.mentions:
        return given.loaded(context, found[0])
    others = bool(context.args or message.mentions or message.quoted)
    who = named(context)[0] if others else message.sender
    try:
        picture = context.link.account.picture_of(who)
    except LinkError:
        picture = b""
    if not picture:
        use = f"{context.config.prefix}{context.command.name}"
        whose = "They have" if others and who != message.sender else "You have"
        raise UserError(f"{whose} no profile picture that I may see. Reply to one with {use}.")
    return picture
