"""block, unblock, blocklist: whom WhatsApp keeps away from the account."""

from __future__ import annotations

from botinstance.commands.group.common import in_words, tag, tags
from botinstance.commands.group.people import named
from botinstance.context import Context, UserError

CHECKS = 30  # numbers looked up a day: WhatsApp bans who asks often
_PHONES = "@s.whatsapp.net"


def block(context: Context) -> None:
    people = _people(context)
    if any(context.link.own.has(person) for person in people):
        raise UserError("I cannot block my own account.")
    _do(context, people, True)
    context.link.reply(context.message, f"Blocked: {tags(people)}.", people)


def unblock(context: Context) -> None:
    people = _people(context)
    _do(context, people, False)
    context.link.reply(context.message, f"Not blocked any more: {tags(people)}.", people)


def show(context: Context) -> str | None:
    with in_words():
        people = context.link.account.blocked()
    if not people:
        return "Nobody is blocked."
    names = [_name(context, person) for person in people[:100]]
    more = f"\nand {len(people) - 100} more" if len(people) > 100 else ""
    return "\n".join([f"Blocked: {len(people)}", *names]) + more


def _people(context: Context) -> list[str]:
    """Ids; without any name, in a private chat, the one whom it is with."""
    message, own = context.message, context.link.own
    alone = not (context.args or message.mentions or message.quoted or message.is_group)
    if alone and message.from_me and not own.has(message.chat):
        return [message.chat]
    return [_id(context, person) for person in named(context)]


def _id(context: Context, person: str) -> str:
    """WhatsApp knows the blocked by their id, not by the number that somebody has written."""
    phone = person.removesuffix(_PHONES)
    if phone == person or context.link.own.has(person):
        return person
    if not context.state.allowance.take("block", CHECKS):
        raise UserError(
            f"I may look up {CHECKS} numbers a day, and these are used up. "
            "Reply to that person or mention them instead."
        )
    with in_words():
        found = context.link.account.id_of(phone)
    if not found:
        raise UserError(f"+{phone} is not on WhatsApp.")
    return found


def _do(context: Context, people: list[str], on: bool) -> None:
    with in_words():
        for person in people:
            context.link.account.block(person, on)


def _name(context: Context, person: str) -> str:
    phone = context.link.account.phone_of(person)
    return f"+{phone}" if phone else tag(person)
