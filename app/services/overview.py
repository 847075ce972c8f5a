"""The whole platform at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services import fleet
from app.services.fleet import Seen

RESTLESS = 3  # restarts of a unit from which on it is worth a look
MOST = 8  # bots that are named in one list


@dataclass(frozen=True)
class Bots:
    """`groups` are of services/fleet.py; `memory` is what all of them use, in bytes; `trouble`
    and `restless` are the first of those that need somebody to look, none of them in both."""

    total: int
    groups: dict[str, int]
    memory: int
    trouble: list[Seen]
    restless: list[Seen]


def bots() -> Bots:
    found = fleet.look()
    memory = sum(bot.unit.memory or 0 for bot in found if bot.unit)
    trouble = [bot for bot in found if bot.group == "trouble"]
    return Bots(len(found), fleet.counts(found), memory, trouble[:MOST], _restless(found))


def _restless(found: Sequence[Seen]) -> list[Seen]:
    """Bots whose process systemd had to start again and again, the worst first."""
    often = [bot for bot in found if _restarts(bot) >= RESTLESS and bot.group != "trouble"]
    return sorted(often, key=_restarts, reverse=True)[:MOST]


def _restarts(bot: Seen) -> int:
    return bot.unit.restarts if bot.unit else 0
