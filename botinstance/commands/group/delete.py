"""delete: a message goes, for everybody."""

from __future__ import annotations

from botinstance.commands.group.common import in_words, need_admin
from botinstance.context import Context, UserError
from botinstance.contract.command import Permission


def run(context: Context) -> None:
    quoted = context.message.quoted
    if quoted is None or not quoted.id:
        raise UserError(f"Reply with {context.config.prefix}delete to the message that shall go.")
    ours = context.link.wrote(quoted.id) or context.link.own.has(quoted.sender)
    if context.message.is_group:
        if context.permission < Permission.GROUP_ADMIN:
            raise UserError("Only admins of the group may have messages deleted.")
        if not ours:
            need_admin(context)
    # the account's other messages are its owner's: others must not make them disappear
    elif not context.link.wrote(quoted.id) and not (
        ours and context.permission is Permission.OWNER
    ):
        raise UserError("In a private chat I delete only what I wrote since my last start.")
    with in_words():
        context.link.delete_quoted(context.message)
