"""wallet, level: what somebody owns."""

from __future__ import annotations

from botinstance.commands.economy.purse import counted, experience, purse
from botinstance.commands.fun.daily import bar
from botinstance.commands.group.common import tag
from botinstance.commands.utility.whom import anybody, key_of_anybody
from botinstance.context import Context


def wallet(context: Context) -> None:
    id = anybody(context)
    kept = purse(context.state, key_of_anybody(context, id))
    _say(context, id, f"{_has(context, id)} {counted(kept.coins)}.")


def level(context: Context) -> None:
    id = anybody(context)
    kept = purse(context.state, key_of_anybody(context, id))
    below, above = experience(kept.level), experience(kept.level + 1)
    _say(
        context,
        id,
        f"{_has(context, id)} reached level {kept.level} with {kept.xp:,} XP.\n"
        f"{bar((kept.xp - below) * 100 // (above - below))}\n"
        f"{above - kept.xp:,} XP more for level {kept.level + 1}: play and win!",
    )


def _has(context: Context, id: str) -> str:
    return "You have" if id == context.message.sender else f"{tag(id)} has"


def _say(context: Context, id: str, text: str) -> None:
    context.link.reply(context.message, text, [] if id == context.message.sender else [id])
