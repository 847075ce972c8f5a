"""What the owner's commands have in common."""

from __future__ import annotations

from collections.abc import Sequence

from botinstance.commands.group.common import tags
from botinstance.commands.group.people import named
from botinstance.context import Context, UserError
from botinstance.contract.command import Permission
from botinstance.state.identity import person

_MENTIONS = 150  # of one message


def keys(context: Context) -> list[str]:
    """Those whom the command is about, each as identity.person knows them. Raises UserError."""
    account = context.link.account
    return [person(id, account.phone_of(id)) for id in named(context)]


def id_of(key: str) -> str:
    """The id of a person who is remembered under `key`."""
    return key if "@" in key else f"{key}@s.whatsapp.net"


def tell(context: Context, words: str, people: Sequence[str], end: str = ".") -> None:
    """Answer with `words` and the names of `people`, keys."""
    text = f"{words} {tags(people)}{end}"
    context.link.reply(context.message, text, [id_of(key) for key in people[:_MENTIONS]])


def need_say(context: Context) -> None:
    """Whoever has asked may decide for this chat: anybody in private, an admin in a group.
    Raises UserError."""
    if context.message.is_group and context.permission < Permission.GROUP_ADMIN:
        raise UserError("Only admins of the group may change that.")


def need_secrecy(context: Context) -> None:
    """Nobody but the owner reads this chat. Raises UserError.

    Typed on the owner's own phone, a private chat may be one with anybody.
    """
    message, own = context.message, context.link.own
    if message.is_group or (message.from_me and not own.has(message.chat)):
        raise UserError(
            "Others can read this chat. Delete what you wrote, and write it to me in private: "
            "in the chat with yourself if I run on your own number."
        )
