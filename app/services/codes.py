"""Voucher codes: `UBOT-TTTT-RRRR-RRRR`, a time part and two random parts."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

from app.errors import Refusal

# No 0 O, 1 I L, U (V): what is read aloud or copied from paper is not mistaken.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_START = datetime(2024, 1, 1, tzinfo=UTC)
_SHAPE = re.compile(r"(?:UBOT)?(?!UBOT)([A-Z0-9]{4})([A-Z0-9]{4})([A-Z0-9]{4})", re.ASCII)


def new_code(moment: datetime) -> str:
    """A code that nobody can guess: 30⁸ random values beside the hour of its making."""
    hours = int((moment - _START).total_seconds() // 3600)
    return "-".join(("UBOT", _digits(hours), _random(), _random()))


def _digits(number: int) -> str:
    """`number` in base 30 with four digits; it begins anew after 92 years."""
    text = ""
    for _ in range(4):
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    return text


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))


def normalise(text: str) -> str:
    """The code as it is stored, from what a person typed: any case, with or without dashes and
    spaces. Raises Refusal (422) for what has not the shape of a code."""
    found = _SHAPE.fullmatch(re.sub(r"[\s\-‐‑‒–—_]", "", text).upper())
    if not found:
        raise Refusal(
            "malformed_voucher",
            422,
            "This is not a voucher code: it looks like UBOT-XXXX-XXXX-XXXX.",
        )
    return "-".join(("UBOT", *found.groups()))
