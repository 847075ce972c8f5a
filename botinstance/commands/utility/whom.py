"""Somebody other than the sender, and the key under which they are remembered."""

from __future__ import annotations

from botinstance.commands.group.people import about
from botinstance.context import Context, Scene, UserError
from botinstance.state.identity import person


def key_of(scene: Scene, id: str) -> str:
    """As identity.person, with the number behind a LID where WhatsApp has told it."""
    return person(id, scene.link.account.phone_of(id))


def other(context: Context) -> tuple[str, str]:
    """The id of the one person mentioned, given by number or replied to, and the words behind
    them. Raises UserError."""
    people, words = about(context)
    if len(people) > 1:
        raise UserError("One person at a time, please: name only one.")
    return people[0], words


def anybody(context: Context) -> str:
    """The id of whom the command is about: the sender unless somebody is named. Raises
    UserError."""
    message = context.message
    if not (context.args or message.mentions or message.quoted):
        return message.sender
    id, words = other(context)
    if words:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write {use} alone, or mention one person behind it: {use} @person")
    return id


def key_of_anybody(context: Context, id: str) -> str:
    """As `key_of`, for an id that may be the sender's."""
    return context.person if id == context.message.sender else key_of(context, id)
