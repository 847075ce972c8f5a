"""pick: one of several things by chance, or one of a group's members."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from botinstance.commands.group.common import members, tag
from botinstance.context import Context, UserError

MOST = 20  # members that are mentioned at once
LENGTH = 2000  # characters of a list
_COUNT = re.compile(r"([0-9]+)(?:\s+(.*))?", re.DOTALL)
_chance = random.SystemRandom()


def run(context: Context) -> None:
    count, words = split(context.args)
    if not count:
        raise UserError(f"Pick at least one: {context.config.prefix}pick 2 tea, coffee, juice")
    if words:
        _of_list(context, count, options(words))
    elif context.message.is_group:
        _of_group(context, count)
    else:
        raise UserError(f"Pick from what? Example: {context.config.prefix}pick tea, coffee, juice")


def split(args: str) -> tuple[int, str]:
    """(2, "a, b, c") of "2 a, b, c"; one unless a number comes first."""
    found = _COUNT.fullmatch(args)
    if found is None:
        return 1, args
    # more than any list has: a longer run of digits need not be read
    return int(found[1][:6]), (found[2] or "").strip()


def options(words: str) -> list[str]:
    """Divided by commas or lines; by spaces where there is neither."""
    parts = re.split(r"[,\n،、，]", words)
    if len(parts) == 1:
        parts = words.split()
    return [part.strip() for part in parts if part.strip()]


def _of_list(context: Context, count: int, choices: Sequence[str]) -> None:
    if len(context.args) > LENGTH:
        raise UserError(f"That is too long for me: at most {LENGTH} characters.")
    if len(choices) < 2:
        example = f"{context.config.prefix}pick tea, coffee, juice"
        raise UserError(f"Give me at least two things to pick from. Example: {example}")
    if count > len(choices):
        raise UserError(f"There are only {len(choices)} things to pick from: ask for fewer.")
    answer = "I pick: " + ", ".join(_chance.sample(choices, count))
    named = [
        m for m in context.message.mentions if re.search(re.escape(tag(m)) + r"(?![0-9])", answer)
    ]
    context.link.reply(context.message, answer, named)


def _of_group(context: Context, count: int) -> None:
    people = [member.id for member in members(context)]
    most = min(MOST, len(people))
    if count > most:
        raise UserError(f"I can pick at most {most} here: {context.config.prefix}pick {most}")
    picked = _chance.sample(people, count)
    context.link.reply(context.message, "I pick: " + " ".join(map(tag, picked)), picked)
