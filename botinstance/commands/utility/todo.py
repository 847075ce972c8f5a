"""todo: a person's list of things to do."""

from __future__ import annotations

import re
from typing import Any

from botinstance.context import Context, UserError

KIND = "todo"  # records of the whole bot by identity.person: the open things
MOST, LENGTH = 50, 200  # things of a person, characters of one
_NUMBER = re.compile(r"#?([0-9]{1,3})")
_WORDS = ("add", "done", "del", "delete", "list", "clear")


def run(context: Context) -> str:
    first, _, rest = context.args.partition(" ")
    word = first.lower() if first.lower() in _WORDS else ""
    text = " ".join((rest if word else context.args).split())
    match word:
        case "done" | "del" | "delete":
            return _done(context, text)
        case "clear":
            context.state.records.delete(KIND, "", context.person)
            return "Your list is empty now."
        case "list":
            return _listed(context)
    if not text and word != "add":
        return _listed(context)
    return _add(context, text)


def _add(context: Context, text: str) -> str:
    use = f"{context.config.prefix}todo"
    if not 1 <= len(text) <= LENGTH:
        raise UserError(f"What is to do? Write {use} add Buy milk, at most {LENGTH} characters.")

    def add(things: list[str]) -> list[str]:
        if len(things) >= MOST:
            raise UserError(f"Your list is full with {MOST} things: {use} done 1 ticks one off.")
        return [*things, text]

    things = context.state.records.change(KIND, "", context.person, add, [])
    return f"Number {len(things)} of your list: {text}"


def _done(context: Context, words: str) -> str:
    found, gone = _NUMBER.fullmatch(words), []

    def tick(things: list[str]) -> Any:
        number = int(found[1]) if found else 0
        if not 1 <= number <= len(things):
            use = f"{context.config.prefix}todo"
            raise UserError(
                f"Which one? {use} list shows the numbers, {use} done 1 ticks one off."
            )
        gone.append(things[number - 1])
        return things[: number - 1] + things[number:] or None

    left = context.state.records.change(KIND, "", context.person, tick, [])
    return f"✅ {gone[0]}\n{_count(len(left or []))} left."


def _listed(context: Context) -> str:
    things = context.state.records.get(KIND, "", context.person, [])
    if not things:
        return f"Nothing to do! {context.config.prefix}todo add Buy milk puts something here."
    shown: list[str] = []
    length = 0
    for n, thing in enumerate(things, 1):
        length += len(thing) + 5
        if length > 3500:
            return "\n".join([*shown, f"… and {len(things) - n + 1} more"])
        shown.append(f"{n}. {thing}")
    return "\n".join(shown)


def _count(number: int) -> str:
    return f"{number} thing{'s' * (number != 1)}" if number else "Nothing"
