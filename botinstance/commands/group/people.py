"""Whom a command is about: mentioned, given by number, or replied to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from botinstance.context import Context, UserError

LIMIT = 10  # at once: WhatsApp takes more for spam
_SHORTEST, _LONGEST = 7, 15  # digits of a number with its country code
_LENGTH = 1000  # characters that are looked at
_ID = re.compile(r"([0-9]{1,20})(?::[0-9]+)?@(lid|s\.whatsapp\.net)")
_MENTION = re.compile(r"@\d+")
_NUMBERS = re.compile(r"\+?[\d(][\d() ./\-]*")


def named(context: Context) -> list[str]:
    """Ids, each once; those by number are …@s.whatsapp.net. Raises UserError."""
    message = context.message
    people = _ids(message.mentions)
    people += [f"{digits}@s.whatsapp.net" for digits in numbers(context.args)]
    if not people and message.quoted:
        people = _ids([message.quoted.sender])
    people = list(dict.fromkeys(people))
    if not people:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(
            f"Whom? Mention people behind {use}, write their numbers with the country code, "
            f"or reply to somebody with {use}."
        )
    if len(people) > LIMIT:
        raise UserError(f"That is too many at once: at most {LIMIT} people.")
    return people


def _ids(told: Iterable[str]) -> list[str]:
    """Those that are a person's, without the device: a client may write anything there."""
    found = (_ID.fullmatch(person) for person in told)
    return [f"{match[1]}@{match[2]}" for match in found if match]


def numbers(text: str) -> list[str]:
    """The digits of the phone numbers in `text`. Spaces may part a number that begins with + or
    00, and part numbers otherwise. Raises UserError where digits are no number."""
    found = []
    for run in _NUMBERS.findall(_MENTION.sub(" ", _plain(text[:_LENGTH]))):
        whole = run.startswith(("+", "00"))
        for part in [run] if whole else run.split():
            digits = "".join(c for c in part if c.isdigit())
            digits = digits.removeprefix("00")
            if digits:
                found.append(_checked(digits))
    return found


def _checked(digits: str) -> str:
    if digits.startswith("0"):
        raise UserError(f"{digits[:20]} lacks its country code: write it like 4915550003.")
    if not _SHORTEST <= len(digits) <= _LONGEST:
        raise UserError(f"{digits[:20]} is no phone number: write it like 4915550003.")
    return digits


def _plain(text: str) -> str:
    """Digits of any script as 0 to 9; without the invisible marks that contact lists copy."""
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else " " if c.isspace() else c
        for c in text
        if unicodedata.category(c) != "Cf"
    )
