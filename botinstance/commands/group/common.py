"""What the commands of a group have in common."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from botinstance.context import Context, UserError
from botinstance.link.group import Member
from botinstance.link.protocol import LinkError

log = logging.getLogger(__name__)

_NAMES = 150  # that one message shows; more are mentioned all the same


@contextmanager
def in_words() -> Iterator[None]:
    """What WhatsApp refuses inside becomes a sentence for the person who asked."""
    try:
        yield
    except LinkError as error:
        log.warning("a change of a group was refused: %s", error)
        raise UserError("WhatsApp does not let me do that. Please try again later.") from None


def members(context: Context) -> Sequence[Member]:
    """Of the group, at least one. Raises UserError."""
    found = context.link.group_members(context.message.chat)
    if not found:
        raise UserError("WhatsApp does not tell me who is in this group.")
    return found


def need_admin(context: Context) -> None:
    """The bot must be an admin of the group. Raises UserError."""
    members = context.link.group_members(context.message.chat)
    if not any(m.admin and is_bot(context, m) for m in members):
        raise UserError("Make me an admin of this group first.")


def is_bot(context: Context, member: Member) -> bool:
    own = context.link.own
    return own.has(member.id) or (bool(member.phone) and member.phone == own.phone)


def is_person(member: Member, person: str) -> bool:
    """Whether `person`, an id by LID or by number, is this member."""
    user, _, server = person.partition("@")
    user = user.partition(":")[0]  # a device of it
    if server == "s.whatsapp.net":
        return member.phone == user
    return f"{user}@{server}" in (member.id, member.lid)


def tag(person: str) -> str:
    """What stands in a text for a person who is mentioned."""
    return f"@{person.partition('@')[0]}"


def tags(people: Sequence[str]) -> str:
    words = [tag(person) for person in people[:_NAMES]]
    if len(people) > _NAMES:
        words.append(f"and {len(people) - _NAMES} more")
    return " ".join(words)
