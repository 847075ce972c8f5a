"""join, groups: the groups that the account is in."""

from __future__ import annotations

import logging
import re

from botinstance.commands.group.common import in_words
from botinstance.context import Context, UserError
from botinstance.link.protocol import LinkError

log = logging.getLogger(__name__)

A_DAY = 5  # groups to join: WhatsApp takes more for spam
PAGE = 20  # groups shown at once, as each has to be asked for

_LINK = re.compile(r"(?:https?://)?chat\.whatsapp\.com/(?:invite/)?[\w-]{10,64}/?(?:\?\S*)?", re.A)


def join(context: Context) -> str:
    use = f"{context.config.prefix}join"
    link, _, rest = context.args.partition(" ")
    if not _LINK.fullmatch(link):
        raise UserError(
            f"That is no invite link of a group: write {use} https://chat.whatsapp.com/…"
        )
    if rest.strip().lower() != "yes":
        return (
            "Everybody in that group will see this account and its number. "
            f"To go ahead, write {use} {link[:120]} yes"
        )
    if not context.state.allowance.take("join", A_DAY):
        raise UserError(f"I may join {A_DAY} groups a day: WhatsApp bans accounts for more.")
    try:
        group = context.link.account.join(link)
    except LinkError as error:
        log.warning("joining a group was refused: %s", error)
        raise UserError(
            "WhatsApp does not let me in: the link may be old, or the group full."
        ) from None
    name = dict(context.link.account.groups()).get(group)
    if name is None:
        return "I have asked to join: an admin of the group has to agree."
    return f"I am in the group *{name[:100]}* now."


def groups(context: Context) -> str:
    number = _number(context)
    with in_words():
        joined = sorted(context.link.account.groups(), key=lambda it: it[1].casefold())
    if not joined:
        return "I am in no group."
    pages = -(-len(joined) // PAGE)
    if number > pages:
        raise UserError(f"There are {pages} pages only.")
    shown = joined[(number - 1) * PAGE : number * PAGE]
    lines = [f"*Groups: {len(joined)}*", *(_line(context, *group) for group in shown)]
    if number < pages:
        lines.append(f"{context.config.prefix}groups {number + 1} shows more.")
    return "\n".join(lines)


def _line(context: Context, group: str, name: str) -> str:
    try:
        admin = " (I am an admin)" if context.bot_is_admin(group) else ""
    except LinkError:
        admin = ""
    return f"{name[:60]}{admin}: {group}"


def _number(context: Context) -> int:
    args = context.args or "1"
    if not (args.isascii() and args.isdecimal() and len(args) < 5 and int(args)):
        use = f"{context.config.prefix}groups"
        raise UserError(f"Write {use}, or {use} 2 for the second page.")
    return int(args)
