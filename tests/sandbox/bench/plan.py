"""Who asks whom, and when: decided before anything runs, and the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

FASTEST = 5.0  # messages a second between two: beyond, whatsmeow loses many by itself


class Ask(NamedTuple):
    """`asker` writes in `chat` and `answerer` echoes it there; both are indexes of devices."""

    due: float  # seconds from the start
    asker: int
    answerer: int
    chat: int  # index of a group, or -1: between the two


def number(index: int) -> str:
    """The phone number whose companion the device with this index is."""
    return str(15550100000 + index)


def index(digits: str) -> int:
    return int(digits) - 15550100000


def pairs(devices: int, rate: float) -> list[tuple[int, int]]:
    """As few pairs as can carry `rate` messages a second, spread evenly over all devices.

    Raises ValueError where even all pairs together cannot.
    """
    found: list[tuple[int, int]] = []
    for round_ in _rounds(devices):
        found += round_
        if len(found) * FASTEST >= rate:
            return found
    raise ValueError(
        f"{devices} devices make {len(found)} pairs, which carry {len(found) * FASTEST:g} "
        f"messages a second, not {rate:g}. Use more devices or a lower --rate."
    )


def between_two(devices: int, rate: float, seconds: float, seed: int) -> list[Ask]:
    """Questions for `rate` messages a second, half of them echoes. Raises ValueError."""
    chance = random.Random(seed)
    turns = pairs(devices, rate)
    chance.shuffle(turns)
    asks = []
    for count, due in enumerate(_dues(rate, seconds)):
        pair = turns[count % len(turns)]
        asker, answerer = pair if count // len(turns) % 2 == 0 else pair[::-1]
        asks.append(Ask(due, asker, answerer, -1))
    return asks


def in_groups(
    groups: Sequence[Sequence[int]], rate: float, seconds: float, seed: int
) -> list[Ask]:
    """The same in groups, which take turns; a random member asks another."""
    chance = random.Random(seed)
    asks = []
    for count, due in enumerate(_dues(rate, seconds)):
        chat = count % len(groups)
        asker, answerer = chance.sample(groups[chat], 2)
        asks.append(Ask(due, asker, answerer, chat))
    return asks


def groups(devices: int, size: int) -> list[list[int]]:
    """Groups of `size`, every device in one; the last may be larger. Raises ValueError."""
    if not 2 <= size <= devices:
        raise ValueError(f"{devices} devices do not fill a group of {size}")
    found = [list(range(first, first + size)) for first in range(0, devices - size + 1, size)]
    found[-1] += range(found[-1][-1] + 1, devices)
    return found


def first_words(asks: Sequence[Ask]) -> list[Ask]:
    """One question for each chat, ten a second: sessions are made before anything is measured."""
    chats = {
        (ask.chat, *sorted((ask.asker, ask.answerer))[: 2 if ask.chat < 0 else 0]): ask
        for ask in asks
    }
    return [ask._replace(due=at / 10) for at, ask in enumerate(chats.values())]


def _dues(rate: float, seconds: float) -> list[float]:
    return [count * 2 / rate for count in range(int(rate * seconds / 2))]


def _rounds(devices: int) -> list[list[tuple[int, int]]]:
    """A round-robin tournament: in each round, everyone has another partner (one may rest)."""
    ring = [*range(devices), *([-1] if devices % 2 else [])]
    rounds = []
    for _ in range(len(ring) - 1):
        half = len(ring) // 2
        round_ = zip(ring[:half], reversed(ring[half:]), strict=True)
        rounds.append([(a, b) for a, b in round_ if -1 not in (a, b)])
        ring[1:] = [ring[-1], *ring[1:-1]]
    return rounds
