"""Who a command is about: mentioned with @, replied to, named, or the sender."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from botinstance.context import Context, UserError
from botinstance.link.protocol import Message
from botinstance.words import clean

NAME = 30  # characters of a person's name


@dataclass(frozen=True)
class Person:
    """`name` is how an answer calls them; `id` is WhatsApp's, empty for a mere name."""

    name: str
    id: str = ""

    @property
    def key(self) -> str:
        """The same for the same person, however the name is written."""
        return self.id or self.name.casefold()


def sender(message: Message) -> Person:
    return _known(message, message.sender)


def quoted(message: Message) -> Person | None:
    """Whoever wrote what this message replies to."""
    if message.quoted is None or not message.quoted.sender:
        return None
    return _known(message, message.quoted.sender)


def named(words: str) -> Person:
    """Raises UserError if that is no name."""
    name = clean(" ".join(words.split()), NAME + 1).strip()
    if not name or len(name) > NAME:
        raise UserError(
            f"A name has 1 to {NAME} characters: write a shorter one, or mention them."
        )
    return Person(name)


def mentioned(message: Message, args: str) -> tuple[list[Person], str]:
    """Everybody mentioned once, in the order of the text, and the text without them."""
    by_user = {id.partition("@")[0]: id for id in message.mentions}
    order: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match[1] not in by_user:
            return match[0]
        order.append(by_user[match[1]])
        return " "

    rest = re.sub(r"@(\d+)", take, args).strip()
    # some apps mention people whom the text does not show
    return [_known(message, id) for id in dict.fromkeys([*order, *message.mentions])], rest


def one(context: Context) -> tuple[Person | None, str]:
    """The person mentioned, if any, and the text without the mention. Raises UserError."""
    people, rest = mentioned(context.message, context.args)
    if len(people) > 1:
        raise UserError("One person at a time, please: mention only one.")
    return (people[0] if people else None), rest


def reply(context: Context, text: str, people: Iterable[Person]) -> None:
    """Answer `text`, which names `people`; those with an id are notified."""
    context.link.reply(context.message, text, [p.id for p in people if p.id])


def _known(message: Message, id: str) -> Person:
    user = id.partition("@")[0]
    if user == message.sender_phone:  # the same person, by number instead of by LID
        id = message.sender
        user = id.partition("@")[0]
    return Person(f"@{user}", id)
