"""What a person sees as one character, kept together.

The standard library has no table for this, so these are the rules of Unicode as far as categories
tell. Kept whole: accents and other marks, emoji with skin tone, joined emoji, flags, keycaps,
Hangul spelt in letters, conjuncts of Indian scripts, and line ends of two characters. Not kept
whole: what only a font or a dictionary knows, such as ligatures, a Thai vowel written before its
consonant, and the rare marks that belong to the character behind them.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_FOLLOWS = "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f"  # joiners, Thai and Lao am, Japanese voice marks
_VIRAMA = 9  # combining class of the mark that ties two consonants


def clusters(text: str) -> list[str]:
    found: list[str] = []
    for character in text:
        if found and _together(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _together(before: str, character: str) -> bool:
    last = before[-1]
    if last in "\r\n" or character in "\r\n":
        return last + character == "\r\n"
    if _extends(character) or last == _JOINER:
        return True
    if _is_flag_half(character):
        return len(before) == 1 and _is_flag_half(before)
    return unicodedata.combining(last) == _VIRAMA and unicodedata.category(character) == "Lo"


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in _FOLLOWS
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # the letters in a flag of a region
        or "\u1160" <= character <= "\u11ff"  # Hangul vowels and finals
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
