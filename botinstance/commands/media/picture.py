"""blur, pixel, gray, invert, sketch, contrast, hd, rotate, mirror: a picture becomes another."""

from __future__ import annotations

from botinstance.commands.media import given, sending
from botinstance.commands.media.turning import WAYS
from botinstance.context import Context, UserError

_WORDS = {
    "": "", "right": "90", "left": "270", "-90": "270", "horizontal": "h", "vertical": "v",
} | {way: way for way in WAYS}  # fmt: skip


def filtered(context: Context) -> None:
    """By the filter that is called like the command."""
    sending.work(context, "filters:filtered", given.picture(context), name=context.command.name)


def hd(context: Context) -> None:
    sending.work(context, "turning:doubled", given.picture(context))


def rotate(context: Context) -> None:
    _turn(context, "90")


def mirror(context: Context) -> None:
    _turn(context, "h")


def _turn(context: Context, usual: str) -> None:
    way = _WORDS.get(context.args.lower().rstrip("°"))
    if way is None:
        raise UserError(
            f"Write {context.config.prefix}{context.command.name} and one of {', '.join(WAYS)}: "
            "degrees, or h and v for a mirror."
        )
    sending.work(context, "turning:turned", given.picture(context), way=way or usual)
