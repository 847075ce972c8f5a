"""compliment: something nice to hear."""

from __future__ import annotations

from botinstance.commands.fun.deck import Deck
from botinstance.commands.fun.people import named, one, quoted, reply, sender
from botinstance.context import Context

_COMPLIMENTS = Deck("compliments")


def run(context: Context) -> None:
    message = context.message
    person, rest = one(context)
    if person is None:
        person = named(rest) if rest else quoted(message) or sender(message)
    reply(context, f"{person.name}, {_COMPLIMENTS.draw(message.chat)}", [person])
