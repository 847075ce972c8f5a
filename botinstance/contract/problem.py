"""One way to say that something given to us is wrong, and small getters that say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """A refusal that can cross a process border: a stable code and a sentence for a person.

    `{names}` in the sentence stand for `values`, so that it can be said in another language."""

    def __init__(self, code: str, sentence: str, **values: object) -> None:
        message = sentence.format(**values) if values else sentence
        super().__init__(message)
        self.code, self.message = code, message
        self.sentence, self.values = sentence, values

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message}


class Invalid(Problem):
    """A value has the wrong type, is missing, or breaks a rule; the sentence names its key."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__("invalid", sentence, **values)


def get_object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Invalid(f"{what} must be a JSON object")
    return value


def get_str(obj: Mapping[str, Any], key: str, *, most: int = 256, least: int = 1) -> str:
    """A required text of `least` to `most` characters without control characters."""
    if key not in obj:
        raise Invalid(f"'{key}' is missing")
    value = obj[key]
    if not isinstance(value, str):
        raise Invalid(f"'{key}' must be a text")
    if not least <= len(value) <= most:
        raise Invalid(f"'{key}' must have {least} to {most} characters")
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", value):
        raise Invalid(f"'{key}' must not contain control characters")
    return value


def get_bool(obj: Mapping[str, Any], key: str) -> bool:
    if key not in obj:
        raise Invalid(f"'{key}' is missing")
    value = obj[key]
    if not isinstance(value, bool):
        raise Invalid(f"'{key}' must be true or false")
    return value


def get_int(obj: Mapping[str, Any], key: str, *, least: int, most: int) -> int:
    if key not in obj:
        raise Invalid(f"'{key}' is missing")
    value = obj[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise Invalid(f"'{key}' must be a whole number")
    if not least <= value <= most:
        raise Invalid(f"'{key}' must be from {least} to {most}")
    return value
