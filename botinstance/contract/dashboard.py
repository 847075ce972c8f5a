"""The settings of a bot that the dashboard shows too: in which groups, and by which names.

A setting has one value, wherever it is changed. What the dashboard asks for stands in the config
(`BotConfig.settings`) with the version that brought it; the bot takes each up once, and tells by
the event `settings` what is in force, also after a change from a chat.

Platform and bot may be of different versions for a while. So what crosses is checked for its shape
only; each side leaves out the settings, and the bot also the values, that it does not know.
"""

from __future__ import annotations

import re
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
MOST = 100  # settings at once
LONGEST = 1000  # characters of a value

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def value(name: str, text: str) -> str:
    """`text` as it is kept, if the setting takes it; empty means its default. Raises Invalid."""
    if name not in SHOWN:
        raise Invalid(f"there is no setting '{name[:40]}' on the dashboard")
    word = text.replace("\r\n", "\n").strip()
    if _CONTROL.search(word):
        raise Invalid(f"'{name}' must not contain control characters")
    if word:
        parse(SHOWN[name], word)
    return word


def wanted(value_: object) -> dict[str, dict[str, Any]]:
    """`{name: {"value": text, "version": whole number}}`, of the right shape: whether there is
    such a setting and it takes the value, `value` says. Raises Invalid."""
    obj = _named(value_, "'settings'")
    return {name: _one(name, one) for name, one in obj.items()}


def _one(name: str, one: object) -> dict[str, Any]:
    entry = get_object(one, f"setting '{name}'")
    return {
        "value": _text(name, entry.get("value")),
        "version": get_int(entry, "version", least=1, most=2**53),
    }


def told(data: Mapping[str, Any]) -> None:
    """Checks the data of the event `settings`: `applied` is the highest version taken up, `values`
    have every shown setting but the secret ones, as a person would write them, and `secrets` are
    the names of secret ones that are set. Raises Invalid."""
    get_int(data, "applied", least=0, most=2**53)
    for name, text in _named(data.get("values"), "'values'").items():
        _text(name, text)
        if name in SHOWN and SHOWN[name].secret:
            raise Invalid(f"the value of '{name}' is secret")
    secrets = data.get("secrets")
    if not isinstance(secrets, list) or len(secrets) > MOST:
        raise Invalid(f"'secrets' must be a list of at most {MOST} settings")
    for name in secrets:
        _known(name)


def _named(value_: object, what: str) -> Mapping[str, Any]:
    obj = get_object(value_, what)
    if len(obj) > MOST:
        raise Invalid(f"{what} has at most {MOST} settings")
    for name in obj:
        _known(name)
    return obj


def _known(name: object) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise Invalid(f"'{str(name)[:40]}' cannot be the name of a setting")


def _text(name: str, text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Invalid(f"the value of '{name}' must be a text of at most {LONGEST} characters")
    return text
