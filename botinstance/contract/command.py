"""What a command is, as data; the commands themselves stand in `commands/`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from botinstance.contract.feature import GENERAL


class Permission(IntEnum):
    """Who may use a command; each implies the ones before. Do not re-order."""

    EVERYONE = 0
    GROUP_ADMIN = 1
    SUDO = 2
    OWNER = 3


class Scope(StrEnum):
    ANY = "any"
    GROUP = "group"
    PRIVATE = "private"


class Cost(StrEnum):
    LIGHT = "light"  # answered at once
    HEAVY = "heavy"  # seconds, other programs or other hosts: queued apart, so nobody waits for it


@dataclass(frozen=True)
class Command:
    """`example` is what follows the prefix; `answer` is what comes back, where … is any text and
    (sticker), (poll), (deleted message) and the like stand for what is not text."""

    name: str
    usage: str  # the arguments, [optional] and <required>
    help: str
    example: str
    answer: str
    category: str
    handler: str  # "package.module:function", imported on first use
    aliases: tuple[str, ...] = ()
    permission: Permission = Permission.EVERYONE
    scope: Scope = Scope.ANY
    feature: str = GENERAL  # a name of contract/feature.py that can switch it off
    cost: Cost = Cost.LIGHT
    cooldown: float = 0.0  # seconds between two uses by one person
