"""What commands that make pictures end with."""

from __future__ import annotations

from typing import Any

from botinstance import tools
from botinstance.context import Context
from botinstance.link.protocol import File


def work(context: Context, function: str, data: bytes = b"", **arguments: Any) -> None:
    """Send the JPEG that `function`, "module:function" of this folder, makes of `data` and the
    `arguments`. Raises UserError."""
    send(context, tools.work(f"botinstance.commands.media.{function}", data, **arguments))


def send(context: Context, picture: bytes, mimetype: str = "image/jpeg") -> None:
    context.link.send_file(context.message, File("image", picture, mimetype))
