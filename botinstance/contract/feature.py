"""The features that a person may switch on and off, as data: menu, dashboard and API read this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from botinstance.contract.problem import Invalid


class Feature(NamedTuple):
    name: str
    title: str
    help: str
    default: bool


FEATURES = (
    Feature("ai", "AI", "Answers from a language model.", False),
    Feature("tagall", "Tag all", "Mention everybody in a group.", True),
    Feature("sticker", "Stickers", "Make stickers from pictures.", True),
    Feature("tts", "Text to speech", "Read a text out as a voice note.", True),
    Feature("antilink", "Anti-link", "Delete links that members post in groups.", False),
)
NAMES = tuple(f.name for f in FEATURES)


def defaults() -> dict[str, bool]:
    return {f.name: f.default for f in FEATURES}


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
