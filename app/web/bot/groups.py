"""The features that can be switched, in groups as the bot's menu has them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

from botinstance.contract import feature
from botinstance.contract.commands import COMMANDS, SECTIONS
from botinstance.contract.feature import Feature

NEEDS_KEY = ("ai",)  # does nothing until its service has been set


class Offered(NamedTuple):
    feature: Feature
    commands: int  # how many it brings
    needs_key: bool


class Group(NamedTuple):
    title: str  # of the menu's section
    offered: tuple[Offered, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Each feature once: in the section that has most of its commands."""
    found = ((s.COMMANDS[0].category, _of(s.COMMANDS[0].category)) for s in SECTIONS)
    return tuple(Group(title, offered) for title, offered in found if offered)


def _of(section: str) -> tuple[Offered, ...]:
    counts = Counter(command.feature for command in COMMANDS)
    return tuple(
        Offered(one, counts[one.name], one.name in NEEDS_KEY)
        for one in feature.FEATURES
        if _home(one.name) == section
    )


def _home(name: str) -> str:
    sections = Counter(c.category for c in COMMANDS if c.feature == name)
    return sections.most_common(1)[0][0]
