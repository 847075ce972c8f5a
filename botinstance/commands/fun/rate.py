"""rate: how much of something a person is today."""

from __future__ import annotations

from botinstance.commands.fun.daily import bar, percent
from botinstance.commands.fun.deck import lines
from botinstance.commands.fun.people import one, quoted, reply, sender
from botinstance.context import Context, UserError

EXAMPLES = 12  # traits that a refusal names


def run(context: Context) -> None:
    person, rest = one(context)
    trait = _trait(rest, context.config.prefix)
    person = person or quoted(context.message) or sender(context.message)
    share = percent(context.message, "rate", trait, person.key)
    reply(context, f"{person.name} is {share}% {trait} today.\n{bar(share)}", [person])


def _trait(text: str, prefix: str) -> str:
    """One of the list, the first if none is given. Raises UserError: nobody is called names."""
    known = lines("traits")
    trait = text.casefold().strip() or known[0]
    if trait not in known:
        some = ", ".join(known[:EXAMPLES])
        raise UserError(
            f"I rate how {some} and the like somebody is, and people by their @: "
            f"{prefix}rate funny @Bob"
        )
    return trait
