"""What all commands that make stickers end with."""

from __future__ import annotations

from typing import Any

from botinstance import tools
from botinstance.commands.media import riff
from botinstance.context import Heard


def work(heard: Heard, function: str, data: bytes = b"", **arguments: Any) -> None:
    """Send the sticker that `function`, "module:function" of commands/media, makes of `data` and
    the `arguments`, and of this bot's `pack` and `author`. Raises UserError."""
    pack, author = tag(heard)
    where = f"botinstance.commands.media.{function}"
    made = tools.work(where, data, pack=pack, author=author, **arguments)
    send(heard, made)


def send(heard: Heard, webp: bytes) -> None:
    heard.link.send_sticker(heard.message, webp, riff.moves(webp))


def tag(heard: Heard) -> tuple[str, str]:
    """The names of the pack and of its author that this bot's stickers carry."""
    settings = heard.state.settings
    return settings.text("sticker_pack") or heard.config.name, settings.text("sticker_author")
