"""qr, readqr: texts as codes, and back."""

from __future__ import annotations

import json

from botinstance import tools
from botinstance.commands.media import given, sending
from botinstance.context import Context, UserError

_MOST = 2000  # bytes: scanners fail before the code is full


def draw(context: Context) -> None:
    quoted = context.message.quoted
    text = context.args or (quoted.text.strip() if quoted else "")
    if not text:
        use = f"{context.config.prefix}qr"
        raise UserError(f"Write a text or an address behind {use}: {use} https://example.org")
    data = text.encode(errors="replace")
    if len(data) > _MOST:
        raise UserError(f"That is too long for a QR code: at most {_MOST} letters.")
    sending.send(context, tools.work("botinstance.commands.media.codes:drawn", data), "image/png")


def read(context: Context) -> str:
    picture = given.picture(context)
    codes = json.loads(tools.work("botinstance.commands.media.codes:read", picture))
    if not codes:
        raise UserError(
            "I find no code in that picture. It must be sharp, straight and whole, with light "
            "around it."
        )
    return "\n\n".join(f"*{kind}*\n{text}" for kind, text in codes)
