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
_PART = re.compile(r"[+\d()./\-]+")  # of a number with spaces in it


def named(context: Context) -> list[str]:
    """Ids, each once; those by number are …@s.whatsapp.net. Raises UserError."""
    message = context.message
    people = _ids(message.mentions)
    people += [f"{digits}@s.whatsapp.net" for digits in numbers(context.args)]
    if not people and message.quoted:
        people = _ids([message.quoted.sender])
    return _some(context, people)


def _some(context: Context, people: Iterable[str]) -> list[str]:
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


def about(context: Context) -> tuple[list[str], str]:
    """Whom a command is about, as `named`, and the words behind them: numbers count as people
    at the beginning only. Raises UserError."""
    message, people = context.message, _ids(context.message.mentions)
    words = [word for word in context.args.split() if not _MENTION.fullmatch(word)]
    while len(people) <= LIMIT and (taken := _number(words)):
        people += [f"{digits}@s.whatsapp.net" for digits in numbers(" ".join(words[:taken]))]
        words = words[taken:]
    if not people and message.quoted:
        people = _ids([message.quoted.sender])
    return _some(context, people), " ".join(words)


def _number(words: list[str]) -> int:
    """How many of the words are the phone number that they begin with."""
    first = [_plain(word) for word in words[:_LONGEST]]
    count = 1
    if first and first[0].startswith(("+", "00")):
        count = next((n for n, word in enumerate(first) if not _PART.fullmatch(word)), len(first))
    number = " ".join(first[:count])
    digits = sum(c.isdigit() for c in number)
    return count if _NUMBERS.fullmatch(number) and digits >= _SHORTEST else 0


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
