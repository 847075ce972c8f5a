"""Country codes of telephone numbers (ITU-T E.164): no code begins with another one."""

from __future__ import annotations

_ONE = "17"
_TWO = (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 "
    "65 66 81 82 84 86 90 91 92 93 94 95 98"
)


def code_of(digits: str) -> str:
    """The country code that a number of digits begins with; all others have three."""
    if digits[:1] in _ONE:
        return digits[:1]
    return digits[:2] if digits[:2] in _TWO.split() else digits[:3]


def is_code(digits: str) -> bool:
    return 1 <= len(digits) <= 3 and digits[0] != "0" and code_of(digits + "000") == digits
