"""The padding of a message before it is encrypted: 1 to 15 bytes, each the count of them."""

from __future__ import annotations

import secrets

from sandbox.people.signal.errors import BadMessage


def pad(message: bytes) -> bytes:
    count = 1 + secrets.randbelow(15)
    return message + bytes([count]) * count


def unpad(padded: bytes) -> bytes:
    """Raises BadMessage."""
    count = padded[-1] if padded else 0
    if not 0 < count <= len(padded) or padded[-count:] != bytes([count]) * count:
        raise BadMessage("the padding of a message is wrong")
    return padded[:-count]
