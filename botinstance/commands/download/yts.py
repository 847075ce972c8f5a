"""yts: videos by words."""

from __future__ import annotations

from botinstance.commands.download.searching import line, search
from botinstance.context import Context, UserError


def run(context: Context) -> str:
    if not context.args:
        raise UserError(f"What shall I search for? Example: {context.config.prefix}yts moon river")
    found = search(context, context.args)
    return "\n\n".join(
        f"{number}. {line(video)}\n{video.url}" for number, video in enumerate(found, 1)
    )
