"""mute, unmute, lock, unlock, link, revoke, gname, gdesc: how a group is set up."""

from __future__ import annotations

from botinstance.commands.group import reopen
from botinstance.commands.group.common import in_words, need_admin
from botinstance.commands.group.durations import DAY, seconds, shown
from botinstance.context import Context, UserError

NAME, DESCRIPTION = 100, 2048  # characters that WhatsApp allows
LONGEST = 30 * DAY  # that a group is closed before it opens by itself


def mute(context: Context) -> str:
    lasting = seconds(context.args, LONGEST) if context.args else 0
    answer = _announce(context, True, "Only admins may write now.")
    reopen.plan(context, context.chat, lasting)
    return f"Only admins may write for {shown(lasting)}." if lasting else answer


def unmute(context: Context) -> str:
    answer = _announce(context, False, "Everybody may write now.")
    reopen.plan(context, context.chat, 0)
    return answer


def lock(context: Context) -> str:
    return _lock(context, True, "Only admins may change the name, picture and description now.")


def unlock(context: Context) -> str:
    return _lock(context, False, "Everybody may change the name, picture and description now.")


def link(context: Context) -> str:
    need_admin(context)
    with in_words():
        return context.link.groups.invite_link(context.message.chat)


def revoke(context: Context) -> str:
    need_admin(context)
    with in_words():
        fresh = context.link.groups.invite_link(context.message.chat, renew=True)
    return f"The old link works no more. The new one:\n{fresh}"


def name(context: Context) -> str:
    text = " ".join(_text(context, NAME, "name").split())
    need_admin(context)
    with in_words():
        context.link.groups.rename(context.message.chat, text)
    return f"The group is called {text} now."


def description(context: Context) -> str:
    text = _text(context, DESCRIPTION, "description")
    need_admin(context)
    with in_words():
        context.link.groups.describe(context.message.chat, text)
    return "The group has a new description."


def _announce(context: Context, on: bool, answer: str) -> str:
    need_admin(context)
    with in_words():
        context.link.groups.announce(context.message.chat, on)
    return answer


def _lock(context: Context, on: bool, answer: str) -> str:
    need_admin(context)
    with in_words():
        context.link.groups.lock(context.message.chat, on)
    return answer


def _text(context: Context, length: int, what: str) -> str:
    if not context.args:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Which {what}? Write it behind {use}.")
    if len(context.args) > length:
        raise UserError(f"That {what} is too long: at most {length} characters.")
    return context.args
