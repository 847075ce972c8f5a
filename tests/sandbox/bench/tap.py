"""What the server's tap has seen: for every ciphertext, which key of which ratchet it used.

The header of a Signal message is public: the sender's ratchet key, and the message's number under
it. Two messages under one pair are encrypted with one key, and the peer drops the second.
Source: libsignal, protocol/wire.proto (SignalMessage, PreKeySignalMessage, SenderKeyMessage).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

RATCHET_KEY, COUNTER = 1, 2  # of SignalMessage; of SenderKeyMessage the key's id, the iteration
MESSAGE = 4  # of PreKeySignalMessage: a SignalMessage
VARINT, BYTES = 0, 2


class Sealed(NamedTuple):
    """A ciphertext on its way from a device to a device, or to a group."""

    sender: str
    to: str
    id: str  # of its message
    ratchet: str
    counter: int


def read(lines: Iterable[str]) -> Iterator[Sealed]:
    for line in lines:
        seen = json.loads(line)
        ratchet, counter = header(seen["type"], bytes.fromhex(seen["head"]))
        yield Sealed(seen["from"], seen["to"], seen["id"], ratchet, counter)


def header(kind: str, head: bytes) -> tuple[str, int]:
    """The ratchet key and the counter in the first bytes of a ciphertext. Raises ValueError."""
    message = head[1:]
    if kind == "pkmsg":
        message = _data(message, MESSAGE)[1:]
    ratchet, counter = _field(message, RATCHET_KEY), _field(message, COUNTER)
    if not isinstance(counter, int):
        raise ValueError(f"the counter of a {kind} is no number: {head.hex()}")
    return (ratchet.hex() if isinstance(ratchet, bytes) else str(ratchet)), counter


def reused(sealed: Iterable[Sealed]) -> dict[str, set[str]]:
    """For each message that used a key again, to whom: it could not be read there."""
    first: dict[tuple[str, str, str, int], str] = {}
    found: dict[str, set[str]] = {}
    for one in sealed:
        key = (one.sender, one.to, one.ratchet, one.counter)
        if first.setdefault(key, one.id) != one.id:
            found.setdefault(one.id, set()).add(one.to)
    return found


def _field(data: bytes, number: int) -> int | bytes:
    """The first of this number in a protocol buffer whose end may be missing: then, of the last
    field too. Raises ValueError."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        value, at = _varint(data, at)
        if key & 7 not in (VARINT, BYTES):
            break
        start, at = at, at + value if key & 7 == BYTES else at
        if key >> 3 == number:
            return value if key & 7 == VARINT else data[start:at]
    raise ValueError(f"no field {number} in {data.hex()}")


def _data(data: bytes, number: int) -> bytes:
    value = _field(data, number)
    return value if isinstance(value, bytes) else b""


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            break
    return value, at
