"""The media that a command is about: its own, or that of the message it replies to."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from botinstance.context import Context, Heard, UserError
from botinstance.link.protocol import Media

MOST = 16 << 20  # bytes of a picture


class Given(NamedTuple):
    media: Media
    quoted: bool  # it is the one replied to


def picture(context: Context) -> bytes:
    """The bytes of a picture. Raises UserError, also where there is none."""
    return loaded(context, found(context, is_picture, "a picture"))


def found(context: Context, suits: Callable[[Media], bool], what: str) -> Given:
    """The media that `suits`, of the message before that of the one it replies to; `what` tells
    people what it should be. Raises UserError."""
    all_ = every(context)
    for given in all_:
        if suits(given.media):
            return given
    if all_:
        raise UserError(f"That is not {what}.")
    use = f"{context.config.prefix}{context.command.name}"
    raise UserError(f"Send {what} with the caption {use}, or reply to one with {use}.")


def every(context: Heard) -> list[Given]:
    """The message's own media first."""
    message = context.message
    each = [(message.media, False), (message.quoted.media if message.quoted else None, True)]
    return [Given(media, quoted) for media, quoted in each if media]


def loaded(context: Heard, given: Given, most: int = MOST) -> bytes:
    """At most `most` bytes. Raises UserError."""
    if given.media.view_once:
        raise UserError("That was sent to be seen once, so I leave it alone.")
    if given.media.size > most:
        raise UserError(f"That is too large: at most {most >> 20} MB.")
    return context.link.download(context.message, given.quoted)


def is_picture(media: Media) -> bool:
    return media.kind in ("image", "sticker") or media.mimetype.startswith("image/")


def is_pdf(media: Media) -> bool:
    return media.kind == "document" and (
        media.mimetype == "application/pdf" or media.name.lower().endswith(".pdf")
    )


def moves(media: Media) -> bool:
    """A video, or a GIF that was sent as a file."""
    kind = media.mimetype.partition("/")[0]
    return media.kind == "video" or kind == "video" or media.mimetype == "image/gif"
