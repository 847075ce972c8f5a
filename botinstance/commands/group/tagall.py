"""tagall: mention everybody in the group."""

from __future__ import annotations

from botinstance.context import Context, UserError


def run(context: Context) -> None:
    members = [m.id for m in context.link.group_members(context.message.chat)]
    if not members:
        raise UserError("WhatsApp does not tell me who is in this group.")
    names = " ".join(f"@{member.partition('@')[0]}" for member in members)
    head = context.args or "Everybody, please have a look!"
    context.link.reply(context.message, f"{head}\n\n{names}", members)
