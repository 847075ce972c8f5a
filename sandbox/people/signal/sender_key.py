"""Sender keys: in a group each device has one chain, which it gives to every other device.

Each message is signed, so that nobody who can read it can write it.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.people.signal.chain import ChainKey
from sandbox.people.signal.errors import BadMessage, Duplicate, NoSession
from sandbox.people.signal.message import VERSION, fields_of
from sandbox.people.signal.primitives import (
    KeyPair,
    decrypt_cbc,
    encrypt_cbc,
    hkdf,
    hmac,
    typed,
    untyped,
)
from sandbox.storage import Tracked
from sandbox.wire import proto, xeddsa
from sandbox.wire.proto import data_of, int_of

GROUP = b"WhisperGroup"
SIGNATURE_SIZE = 64
FUTURE = 2000  # messages that may be missing before one that arrives


class _Keys(NamedTuple):
    """Of one message."""

    iv: bytes
    cipher: bytes


@dataclass
class OwnSenderKey:
    """What this device writes into a group with."""

    id: int = field(default_factory=lambda: secrets.randbits(31))
    chain: ChainKey = field(default_factory=lambda: ChainKey(os.urandom(32)))
    signing: KeyPair = field(default_factory=KeyPair.generate)

    def distribution(self) -> bytes:
        """What lets another device read from here on."""
        return VERSION + proto.encode(
            (1, self.id),
            (2, self.chain.index),
            (3, self.chain.key),
            (4, typed(self.signing.public)),
        )

    def encrypt(self, plaintext: bytes) -> bytes:
        keys = _keys(self.chain)
        body = VERSION + proto.encode(
            (1, self.id), (2, self.chain.index), (3, encrypt_cbc(keys.cipher, keys.iv, plaintext))
        )
        self.chain = self.chain.next()
        return body + xeddsa.sign(self.signing.private, body)


@dataclass
class TheirSenderKey:
    chain: ChainKey
    signing: bytes
    skipped: dict[int, _Keys] = field(default_factory=dict)


@dataclass
class SenderKeys:
    """The keys of others, by group, device and the key's own id."""

    known: Tracked[tuple[str, str, int], TheirSenderKey] = field(default_factory=Tracked)

    def learn(self, group: str, address: str, distribution: bytes) -> None:
        """Takes a distribution message; one for a key that is known changes nothing.

        Raises BadMessage.
        """
        fields = fields_of(distribution)
        key = (group, address, int_of(fields, 1))
        chain = ChainKey(data_of(fields, 3), int_of(fields, 2))
        self.known.setdefault(key, TheirSenderKey(chain, untyped(data_of(fields, 4))))

    def forget_all(self, prefix: str) -> None:
        """Those of devices whose addresses begin so."""
        for key in [key for key in self.known if key[1].startswith(prefix)]:
            del self.known[key]

    def decrypt(self, group: str, address: str, data: bytes) -> bytes:
        """Raises BadMessage, Duplicate, NoSession; then nothing has changed."""
        body, signature = data[:-SIGNATURE_SIZE], data[-SIGNATURE_SIZE:]
        fields = fields_of(body)
        name = group, address, int_of(fields, 1)
        theirs = self.known.get(name)
        if theirs is None:
            raise NoSession(f"there is no sender key of {address} in {group}")
        if not xeddsa.verify(theirs.signing, body, signature):
            raise BadMessage("the message's signature is wrong")
        keys = _advance(theirs, int_of(fields, 2))
        self.known.touch(name)
        return decrypt_cbc(keys.cipher, keys.iv, data_of(fields, 3))


def _advance(theirs: TheirSenderKey, index: int) -> _Keys:
    """The keys of message `index`; later ones may come before it."""
    if index < theirs.chain.index:
        if index not in theirs.skipped:
            raise Duplicate(f"message {index} of a sender key was read before")
        return theirs.skipped.pop(index)
    if index - theirs.chain.index > FUTURE:
        raise BadMessage("too many messages are missing before this one")
    while theirs.chain.index < index:
        theirs.skipped[theirs.chain.index] = _keys(theirs.chain)
        theirs.chain = theirs.chain.next()
    while len(theirs.skipped) > FUTURE:
        del theirs.skipped[next(iter(theirs.skipped))]
    keys, theirs.chain = _keys(theirs.chain), theirs.chain.next()
    return keys


def _keys(chain: ChainKey) -> _Keys:
    derived = hkdf(hmac(chain.key, b"\x01"), GROUP, 48)
    return _Keys(derived[:16], derived[16:])
