"""The settings of a bot that the dashboard shows too: in which groups, and by which names.

A setting has one value, wherever it is changed. What the dashboard asks for stands in the config
(`BotConfig.settings`) with the version that brought it; the bot takes each up once, and tells by
the event `settings` what is in force, also after a change from a chat.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from botinstance.contract.problem import Invalid, get_int, get_object
from botinstance.contract.setting import Setting, parse
from botinstance.contract.settings import SETTINGS


class Shown(NamedTuple):
    name: str  # of the setting
    title: str


class Group(NamedTuple):
    title: str
    help: str
    shown: tuple[Shown, ...]


GROUPS = (
    Group(
        "How it answers",
        "Who may use the bot, and how commands are written.",
        (
            Shown("prefix", "Prefix"),
            Shown("mode", "Who may use it"),
            Shown("default_language", "Language"),
            Shown("flood", "Commands a minute"),
        ),
    ),
    Group(
        "Welcome",
        "What groups say to who comes and goes, unless a group has words of its own.",
        (
            Shown("default_welcome_text", "Greeting"),
            Shown("default_goodbye_text", "Farewell"),
        ),
    ),
    Group(
        "AI",
        "The language model behind the AI commands.",
        (
            Shown("ai_url", "Address of the service"),
            Shown("ai_key", "Key"),
            Shown("ai_model", "Model that answers"),
            Shown("ai_image_model", "Model that draws"),
            Shown("ai_speech_model", "Model that listens"),
            Shown("ai_quota", "Uses a day for one person"),
            Shown("ai_total", "Uses a day for all"),
        ),
    ),
    Group(
        "Manners",
        "What the account does by itself.",
        (
            Shown("anticall", "Calls"),
            Shown("autoread", "Mark messages as read"),
            Shown("autotyping", "Show “typing…”"),
            Shown("autorecord", "Show “recording…”"),
            Shown("autoreact", "React with an emoji"),
            Shown("autoreact_emojis", "Which emojis"),
        ),
    ),
    Group(
        "Stickers",
        "What stickers say of where they come from.",
        (Shown("sticker_pack", "Pack"), Shown("sticker_author", "Author")),
    ),
)
SHOWN: dict[str, Setting] = {
    shown.name: SETTINGS[shown.name] for group in GROUPS for shown in group.shown
}
TITLES = {shown.name: shown.title for group in GROUPS for shown in group.shown}


def value(name: str, text: str) -> str:
    """`text` as it is kept, if the setting takes it; empty means its default. Raises Invalid."""
    if name not in SHOWN:
        raise Invalid(f"there is no setting '{name[:40]}' on the dashboard")
    word = text.replace("\r\n", "\n").strip()
    if word:
        parse(SHOWN[name], word)
    return word


def wanted(value_: object) -> dict[str, dict[str, Any]]:
    """`{name: {"value": text, "version": whole number}}`, checked. Raises Invalid."""
    obj = get_object(value_, "'settings'")
    return {name: _one(name, one) for name, one in obj.items()}


def _one(name: str, one: object) -> dict[str, Any]:
    entry = get_object(one, f"setting '{name[:40]}'")
    text = entry.get("value")
    if not isinstance(text, str):
        raise Invalid(f"the value of setting '{name[:40]}' must be a text")
    return {
        "value": value(name, text),
        "version": get_int(entry, "version", least=1, most=2**53),
    }


def told(data: Mapping[str, Any]) -> None:
    """Checks the data of the event `settings`. Raises Invalid."""
    get_int(data, "applied", least=0, most=2**53)
    values = get_object(data.get("values"), "'values'")
    for name, text in values.items():
        if name not in SHOWN or SHOWN[name].secret:
            raise Invalid(f"there is no setting '{name[:40]}' to tell of")
        if not isinstance(text, str) or len(text) > 1000:
            raise Invalid(f"the value of '{name}' must be a text of at most 1000 characters")
    secrets = data.get("secrets")
    if not isinstance(secrets, list) or not all(
        isinstance(name, str) and name in SHOWN for name in secrets
    ):
        raise Invalid("'secrets' must be a list of settings")
