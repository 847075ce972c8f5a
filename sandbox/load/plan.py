"""Who says what, where and when: decided before anybody speaks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sandbox.load.script import Line

FIRST = 15552000000  # the number of the first person


class Turn(NamedTuple):
    due: float  # seconds from the start
    person: int  # index
    group: int | None  # index, or None: alone with the bot
    line: Line


def number(person: int) -> str:
    """The phone number of the person with this index."""
    return str(FIRST + person)


def members(people: int, groups: int, group: int) -> list[int]:
    """Each person is in one group."""
    return list(range(group, people, groups))


def turns(
    people: int, groups: int, rate: float, seconds: float, lines: Sequence[Line], seed: int
) -> Iterator[Turn]:
    """`rate` a second in all; half of them in groups, if there are any."""
    chance = random.Random(seed)
    weights = [line.weight for line in lines]
    for count in range(int(rate * seconds)):
        person = chance.randrange(people)
        group = person % groups if groups and chance.random() < 0.5 else None
        line = chance.choices(lines, weights)[0]
        yield Turn(count / rate, person, group, line)
