"""sticker, crop, circle: a picture or a video becomes a sticker."""

from __future__ import annotations

from botinstance.commands.media import given, moving, riff
from botinstance.commands.sticker import sending
from botinstance.context import Context, UserError
from botinstance.link.protocol import Media

_NAME = 60  # characters of a pack or an author


def run(context: Context) -> None:
    media, data = _given(context)
    if given.moves(media):
        _send_tagged(context, moving.sticker(data))
    elif media.kind == "sticker" and riff.moves(data):  # it is one already
        _send_tagged(context, data)
    else:
        sending.work(context, "webp:sticker", data)


def crop(context: Context) -> None:
    media, data = _given(context)
    if given.moves(media):
        _send_tagged(context, moving.sticker(data, square=True))
    else:
        sending.work(context, "webp:sticker", data, shape="square")


def circle(context: Context) -> None:
    sending.work(context, "webp:sticker", given.picture(context), shape="circle")


def take(context: Context) -> None:
    """The same sticker with other names in it."""
    found = given.found(context, lambda media: media.kind == "sticker", "a sticker")
    if context.args:
        pack, _, author = (" ".join(part.split()) for part in context.args.partition("|"))
    else:
        pack, author = " ".join(context.message.sender_name.split())[:_NAME], ""
    if len(pack) > _NAME or len(author) > _NAME:
        raise UserError(f"Names of packs and authors have at most {_NAME} characters.")
    pack = pack or sending.tag(context)[0]
    sending.send(context, riff.tagged(given.loaded(context, found), pack, author))


def _send_tagged(context: Context, webp: bytes) -> None:
    sending.send(context, riff.tagged(webp, *sending.tag(context)))


def _given(context: Context) -> tuple[Media, bytes]:
    found = given.found(
        context, lambda it: given.is_picture(it) or given.moves(it), "a picture or a video"
    )
    return found.media, given.loaded(context, found)
