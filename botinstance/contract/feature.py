"""The features that a person may switch on and off, as data: menu, dashboard and API read this.

Every command and every watcher belongs to one. Off anywhere is off: the dashboard's toggle, what
the owner has switched off from a chat, and what a chat has switched off for itself may each only
take away (state/switches.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from botinstance.contract.problem import Invalid

GENERAL = "general"  # what this one's commands do is never switched off: a bot explains itself


class Feature(NamedTuple):
    name: str
    title: str
    help: str
    default: bool


FEATURES = (
    Feature("ai", "AI", "Answers, pictures and summaries from a language model.", False),
    Feature("tagall", "Tag all", "Mention everybody in a group.", True),
    Feature("sticker", "Stickers", "Make stickers, and pictures out of them.", True),
    Feature("tts", "Text to speech", "Read a text out as a voice note.", True),
    Feature("antilink", "Anti-link", "Delete links that members post in groups.", False),
    Feature("group", "Group management", "Members, settings, warnings and schedules.", True),
    Feature("protection", "Protection", "Keep spam, floods and bad words out of groups.", True),
    Feature("welcome", "Welcome", "Greet who joins a group, and say goodbye.", True),
    Feature("media", "Media", "Convert pictures, sound, video and documents.", True),
    Feature("text", "Text", "Write in other letters, encode and decode.", True),
    Feature("utility", "Utility", "Sums, dates, units, notes and reminders.", True),
    Feature("search", "Search", "Look things up: articles, weather, words, rates.", True),
    Feature("downloader", "Downloaders", "Fetch video and sound from other sites.", False),
    Feature("fun", "Fun", "Jokes, dice and other diversions.", True),
    Feature("games", "Games", "Play in the chat, alone or with others.", True),
    Feature("economy", "Coins", "Collect coins, give them away, compare.", True),
)
NAMES = tuple(f.name for f in FEATURES)
TITLES = {f.name: f.title for f in FEATURES}
_DEFAULTS = {f.name: f.default for f in FEATURES}


def defaults() -> dict[str, bool]:
    return dict(_DEFAULTS)


def default(name: str) -> bool:
    """What a feature is until it is switched; off for one that is not known."""
    return _DEFAULTS.get(name, False)


def toggles(value: object) -> dict[str, bool]:
    """The toggles in `value`, known feature names mapped to true or false. Raises Invalid."""
    if not isinstance(value, Mapping):
        raise Invalid("'features' must be an object such as {\"sticker\": true}")
    for name, on in value.items():
        known(name)
        if not isinstance(on, bool):
            raise Invalid(f"feature '{name}' must be true or false")
    return dict(value)


def known(name: object) -> str:
    """`name` itself if a feature is called so. Raises Invalid."""
    if name not in NAMES:
        raise Invalid(f"unknown feature '{str(name)[:40]}'; known are {', '.join(NAMES)}")
    return str(name)
