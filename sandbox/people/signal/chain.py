"""The symmetric ratchet: chain keys and the message keys they yield."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sandbox.people.signal.primitives import KeyPair, hkdf, hmac

CHAIN = b"WhisperRatchet"
MESSAGE = b"WhisperMessageKeys"


class MessageKeys(NamedTuple):
    cipher: bytes
    mac: bytes
    iv: bytes


@dataclass(frozen=True)
class ChainKey:
    """One step of a chain; `index` counts the messages before it."""

    key: bytes
    index: int = 0

    def next(self) -> ChainKey:
        return ChainKey(hmac(self.key, b"\x02"), self.index + 1)

    def message_keys(self) -> MessageKeys:
        derived = hkdf(hmac(self.key, b"\x01"), MESSAGE, 80)
        return MessageKeys(derived[:32], derived[32:64], derived[64:])


def ratchet(root: bytes, ours: KeyPair, theirs: bytes) -> tuple[bytes, ChainKey]:
    """A Diffie-Hellman step: the next root key and the chain it starts."""
    derived = hkdf(ours.agree(theirs), CHAIN, 64, salt=root)
    return derived[:32], ChainKey(derived[32:])
