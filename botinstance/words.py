"""Text from outside, made fit for an event."""

from __future__ import annotations


def clean(text: str, most: int) -> str:
    """Without control characters, at most `most` characters."""
    return "".join(c for c in text if c.isprintable())[:most]
