"""me: who the person is that asks, as the bot sees it."""

from __future__ import annotations

from botinstance.context import Context
from botinstance.contract.command import Permission
from botinstance.words import clean

_ROLES = {
    Permission.GROUP_ADMIN: "admin of this group",
    Permission.SUDO: "admin of this bot",
    Permission.OWNER: "owner of this bot",
}


def run(context: Context) -> str:
    message = context.message
    usual = "member of this group" if message.is_group else "user of this bot"
    # a group may hide its members' numbers from each other, so it is told in private only
    if message.sender_phone and not message.is_group:
        who = f"Number: +{message.sender_phone}"
    else:
        who = f"Id: {message.sender}"
    return "\n".join(
        [
            f"*{clean(message.sender_name, 60) or 'No name'}*",
            who,
            f"Role: {_ROLES.get(context.permission, usual)}",
        ]
    )
