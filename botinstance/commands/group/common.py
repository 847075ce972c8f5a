"""What the commands of a group have in common."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from botinstance.context import Context, UserError
from botinstance.link.group import Member
from botinstance.link.protocol import LinkError
from botinstance.state.identity import person as key

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
    if not context.bot_is_admin(context.chat):
        raise UserError("Make me an admin of this group first.")


def one(context: Context, person: str) -> Member:
    """The member who is `person`, an id by LID or by number. Raises UserError."""
    found = next((m for m in members(context) if is_person(m, person)), None)
    if found is None:
        raise UserError(f"{tag(person)} is not in this group.")
    return found


def need_below(context: Context, member: Member, verb: str) -> None:
    """Nobody may be punished who is an admin, the bot, or above both. Raises UserError."""
    if context.is_bot(member):
        raise UserError(f"I do not {verb} myself.")
    if member.admin:
        raise UserError(f"I do not {verb} admins of the group.")
    sudo = context.state.settings.items("sudo")
    if member.phone == context.owner_phone or key_of(member) in sudo:
        raise UserError(f"I do not {verb} my owner or my admins.")


def key_of(member: Member) -> str:
    """Under which a member is remembered, as identity.person."""
    return key(member.id, member.phone)


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
