"""sticker: a picture becomes a sticker."""

from __future__ import annotations

from botinstance.commands.media.webp import PictureError, sticker
from botinstance.context import Context, UserError
from botinstance.link.protocol import Media

MAX_SIZE = 16 << 20  # bytes of the picture


def run(context: Context) -> None:
    message = context.message
    quoted = message.media is None and message.quoted is not None
    media = message.quoted.media if quoted and message.quoted else message.media
    _check(media, context.config.prefix)
    picture = context.link.download(message, quoted)
    try:
        webp = sticker(picture, context.config.name)
    except PictureError as error:
        raise UserError(str(error)) from None
    context.link.send_sticker(message, webp)


def _check(media: Media | None, prefix: str) -> None:
    if media is None:
        raise UserError(
            f"Send a picture with the caption {prefix}sticker, "
            f"or reply to a picture with {prefix}sticker."
        )
    if media.kind == "video":
        raise UserError("I make stickers of pictures only, not of videos or GIFs.")
    if media.kind not in ("image", "sticker") and not media.mimetype.startswith("image/"):
        raise UserError("That is not a picture.")
    if media.size > MAX_SIZE:
        raise UserError(f"That picture is too large: at most {MAX_SIZE >> 20} MB.")
