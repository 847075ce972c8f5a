"""ginfo: what a group is."""

from __future__ import annotations

import time

from botinstance.commands.group.common import in_words
from botinstance.context import Context


def run(context: Context) -> str:
    with in_words():
        group = context.link.groups.info(context.message.chat)
    lines = [
        f"*{group.name}*",
        f"Members: {len(group.members)}",
        f"Admins: {sum(member.admin for member in group.members)}",
        f"Who may write: {_who(group.announce)}",
        f"Who may change the name, picture and description: {_who(group.locked)}",
    ]
    if group.created:
        lines.append(f"Made on {time.strftime('%Y-%m-%d', time.gmtime(group.created))}")
    if group.description:
        lines += ["", group.description[:2048]]
    return "\n".join(lines)


def _who(admins: bool) -> str:
    return "admins" if admins else "everybody"
