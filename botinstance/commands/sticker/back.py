"""toimg, tovideo, togif: what a sticker shows, as a picture or a video."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.media import given, moving
from botinstance.context import Context
from botinstance.link.protocol import File, Media


def image(context: Context) -> None:
    picture = tools.work("botinstance.commands.media.canvas:first", _sticker(context))
    context.link.send_file(context.message, File("image", picture, "image/png"))


def video(context: Context) -> None:
    _send_video(context, gif=False)


def gif(context: Context) -> None:
    _send_video(context, gif=True)


def _send_video(context: Context, *, gif: bool) -> None:
    made = moving.video(_sticker(context))
    context.link.send_file(context.message, File("video", made, "video/mp4", gif=gif))


def _sticker(context: Context) -> bytes:
    return given.loaded(context, given.found(context, _is_sticker, "a sticker"))


def _is_sticker(media: Media) -> bool:
    return media.kind == "sticker" or media.mimetype == "image/webp"
