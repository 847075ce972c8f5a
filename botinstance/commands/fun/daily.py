"""Numbers that look like chance and stay the same for a day."""

from __future__ import annotations

import hashlib

from botinstance.link.protocol import Message

_DAY = 86400  # seconds


def percent(message: Message, *about: str) -> int:
    """0 to 100, the same for the same words on the same day (UTC) as `message`."""
    words = "\0".join((str(int(message.at // _DAY)), *about))
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "replace")).digest()) % 101


def bar(percent: int) -> str:
    """████░░░░░░ 42%"""
    full = (percent + 5) // 10
    return f"{'█' * full}{'░' * (10 - full)} {percent}%"
