"""ephemeral, pin: how long messages stay, and where."""

from __future__ import annotations

from botinstance.commands.group.common import in_words, need_admin
from botinstance.commands.group.durations import DAY, shown
from botinstance.context import Context, UserError

# What WhatsApp offers.
_STAYS = {"off": 0, "24h": DAY, "1d": DAY, "7d": 7 * DAY, "90d": 90 * DAY}
_PINS = {"24h": DAY, "1d": DAY, "": 7 * DAY, "7d": 7 * DAY, "30d": 30 * DAY}


def ephemeral(context: Context) -> str:
    word = context.args.lower().replace(" ", "")
    if word not in _STAYS:
        use = f"{context.config.prefix}ephemeral"
        raise UserError(f"How long? Write {use} 24h, 7d or 90d; or {use} off.")
    need_admin(context)
    with in_words():
        context.link.groups.disappear(context.chat, _STAYS[word])
    if not _STAYS[word]:
        return "New messages stay now."
    return f"New messages disappear after {shown(_STAYS[word])} now."


def pin(context: Context) -> None:
    word, use = context.args.lower().replace(" ", ""), f"{context.config.prefix}pin"
    quoted = context.message.quoted
    if quoted is None or not quoted.id:
        raise UserError(f"Reply with {use} to the message that is to be pinned.")
    if word not in _PINS:
        raise UserError(f"For how long? Write {use} 24h, 7d or 30d.")
    need_admin(context)
    with in_words():
        context.link.pin(context.message, _PINS[word])
