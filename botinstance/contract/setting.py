"""What a setting is, as data; the settings themselves stand in `settings/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from botinstance.contract.problem import Invalid

Value = bool | int | str | list[str]


class Reach(StrEnum):
    BOT = "bot"  # one value for the whole bot, which its owner changes
    CHAT = "chat"  # a value for each chat, which its admins change


@dataclass(frozen=True)
class Setting:
    """The type of `default` is the type of the value; `choices` limit a text, `least` and `most`
    a number or the length of a text. A `hidden` one is changed by its own command only; a
    `secret` one is never shown. `check` raises Invalid for what the limits cannot say."""

    name: str
    reach: Reach
    default: Value
    help: str  # a sentence
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 500
    hidden: bool = False
    secret: bool = False
    check: Callable[[str], object] | None = None


def parse(setting: Setting, text: str) -> Value:
    """The value that a person has written. Raises Invalid with a sentence."""
    word = text.strip()
    if isinstance(setting.default, bool):
        if word.lower() not in ("on", "off"):
            raise Invalid(f"'{setting.name}' is on or off")
        return word.lower() == "on"
    if isinstance(setting.default, int):
        return _number(setting, word)
    if isinstance(setting.default, list):
        return word.split()
    if setting.choices and word not in setting.choices:
        raise Invalid(f"'{setting.name}' is one of {', '.join(setting.choices)}")
    if not setting.choices and not setting.least <= len(word) <= setting.most:
        raise Invalid(f"'{setting.name}' has {setting.least} to {setting.most} characters")
    if setting.check and word:
        setting.check(word)
    return word


def written(value: Value) -> str:
    """The value as a person would write it: what `parse` reads."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return " ".join(value) if isinstance(value, list) else str(value)


def _number(setting: Setting, word: str) -> int:
    try:
        number = int(word) if len(word) < 12 else None
    except ValueError:
        number = None
    if number is None or not setting.least <= number <= setting.most:
        raise Invalid(f"'{setting.name}' is a number from {setting.least} to {setting.most}")
    return number
