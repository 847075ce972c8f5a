"""imagine: a picture of what somebody describes."""

from __future__ import annotations

from botinstance.commands.ai import given, model, quota
from botinstance.commands.ai.account import language_model
from botinstance.context import Context, UserError
from botinstance.link.protocol import File

LENGTH = 1000  # characters of a description
_CAPTION = 200
_STARTS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def run(context: Context) -> None:
    words = given.text(context, "a red boat at dawn")
    if len(words) > LENGTH:
        raise UserError(f"That is too long for me: at most {LENGTH} characters.")
    language_model(context)
    quota.take(context)
    data = model.draw(context, words)
    context.link.send_file(context.message, File("image", data, _kind(data), words[:_CAPTION]))


def _kind(data: bytes) -> str:
    for start, mimetype in _STARTS.items():
        if data.startswith(start):
            return mimetype
    raise UserError("What the service sent is no picture. Please try again later.")
