"""adminonly: in this group the bot serves its admins."""

from __future__ import annotations

from botinstance.commands.protection.modes import unknown
from botinstance.context import Context


def run(context: Context) -> str:
    settings, word = context.state.settings, context.args.lower()
    if word in ("on", "off"):
        settings.set("adminonly", word == "on", context.chat)
    elif word:
        raise unknown(context, word)
    if settings.on("adminonly", context.chat):
        return "On: in this group I answer only its admins."
    return "Off: in this group I answer everybody."
