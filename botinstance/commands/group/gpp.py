"""gpp: a picture becomes the group's picture."""

from __future__ import annotations

from botinstance import tools
from botinstance.commands.group.common import in_words, need_admin
from botinstance.commands.media.given import found, is_picture, loaded
from botinstance.context import Context


def run(context: Context) -> str:
    given = found(context, is_picture, "a picture")
    need_admin(context)
    jpeg = tools.work("botinstance.commands.media.canvas:square", loaded(context, given))
    with in_words():
        context.link.groups.show_picture(context.chat, jpeg)
    return "The group has a new picture."
