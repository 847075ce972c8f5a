"""gpp: a picture becomes the group's picture."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.group.common import in_words, need_admin
from botinstance.context import Context, UserError

MAX_SIZE = 16 << 20  # bytes of the picture


def run(context: Context) -> str:
    message, use = context.message, f"{context.config.prefix}gpp"
    quoted = message.media is None and message.quoted is not None
    media = message.quoted.media if quoted and message.quoted else message.media
    if media is None:
        raise UserError(f"Reply to a picture with {use}, or send one with {use} as its caption.")
    if media.kind != "image" and not media.mimetype.startswith("image/"):
        raise UserError("That is no picture.")
    if media.size > MAX_SIZE:
        raise UserError(f"That picture is too large: at most {MAX_SIZE >> 20} MB.")
    need_admin(context)
    picture = context.link.download(message, quoted)
    jpeg = tools.work("botinstance.commands.group.picture:square", picture)
    with in_words():
        context.link.groups.show_picture(context.chat, jpeg)
    return "The group has a new picture."
