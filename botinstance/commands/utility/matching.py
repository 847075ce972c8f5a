"""Does a message hold what a filter looks for? No regular expressions of users: each answer
takes as long as the message is long."""

from __future__ import annotations

import re


def matches(pattern: str, text: str) -> bool:
    """Without a star the words must be in the text, as whole words; with stars, each of which
    stands for any text, the whole text must be like that. Capitals and spaces do not matter."""
    pattern, text = folded(pattern), folded(text)
    return _like(pattern, text) if "*" in pattern else _holds(pattern, text)


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _holds(words: str, text: str) -> bool:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    behind = r"(?!\w)" if words[-1:].isalnum() else ""
    return bool(re.search(before + re.escape(words) + behind, text))


def _like(pattern: str, text: str) -> bool:
    first, *middle, last = pattern.split("*")
    if len(text) < len(first) + len(last) or not text.startswith(first):
        return False
    if not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in middle:  # the leftmost place of each leaves most for the others
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
