"""ship: how well two people match today."""

from __future__ import annotations

import re

from botinstance.commands.fun.daily import bar, percent
from botinstance.commands.fun.people import Person, mentioned, named, quoted, reply, sender
from botinstance.context import Context, UserError

LENGTH = 200  # characters of the arguments
_BETWEEN = re.compile(r"[,&+]|❤\ufe0f?|\band\b", re.IGNORECASE)
_WORDS = (
    (90, "Made for each other!"),
    (70, "That looks very good."),
    (45, "There is something between you."),
    (20, "Good friends, at least."),
    (0, "Maybe not today. Try again tomorrow!"),
)


def run(context: Context) -> None:
    people = _two(context)
    keys = sorted(p.key for p in people)
    if keys[0] == keys[1]:
        raise UserError(f"That is one person: name two, like {_example(context)}.")
    match = percent(context.message, "ship", *keys)
    words = next(words for least, words in _WORDS if match >= least)
    names = " ❤ ".join(p.name for p in people)
    reply(context, f"{names}\n{bar(match)}\n{words}", people)


def _two(context: Context) -> list[Person]:
    """The two who are mentioned or named; where it is only one, the sender is the other."""
    message = context.message
    if len(context.args) > LENGTH:
        raise UserError(f"That is too long for me: name two people, like {_example(context)}.")
    people, rest = mentioned(message, context.args)
    names = [part.strip() for part in _BETWEEN.split(rest) if part.strip()]
    if not people and len(names) == 1:
        names = names[0].split()
    people += [named(name) for name in names]
    other = quoted(message)
    if not people and other:
        people = [other]
    if len(people) == 1:
        people.insert(0, sender(message))
    if len(people) != 2:
        raise UserError(f"Name or mention two people, like {_example(context)}.")
    return people


def _example(context: Context) -> str:
    return f"{context.config.prefix}ship Alice and Bob"
