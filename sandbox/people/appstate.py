"""Patches of the app state, the account's settings: encrypted, authenticated, hashed.

A collection's hash is a sum over the MACs of its values ("LTHash"), so that mutations can be
added and taken away. Here only first patches are made, so the sum has one addend.
"""

from __future__ import annotations

import hmac as hmac_module
import json
import os
import time
from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.people import compose
from sandbox.people.content import KEY_SHARE
from sandbox.people.signal.primitives import encrypt_cbc, hkdf, hmac
from sandbox.wire import proto

MUTATION, INTEGRITY = b"WhatsApp Mutation Keys", b"WhatsApp Patch Integrity"
SET = 0
PUSH_NAME_FIELD, PUSH_NAME_VERSION = 7, 1


class _Expanded(NamedTuple):
    name: bytes
    cipher: bytes
    value: bytes
    snapshot: bytes
    patch: bytes


@dataclass(frozen=True)
class Key:
    """The key of an account's app state; all its devices get it from the phone."""

    id: bytes = b"\x00\x00\x00\x00\x00\x01"  # device, epoch
    data: bytes = field(default_factory=lambda: os.urandom(32), repr=False)
    made: float = field(default_factory=time.time)

    def share(self) -> bytes:
        """The message that gives it to a device."""
        fingerprint = proto.encode((1, 1), (2, 0), (3, b"\x00"))
        data = proto.encode((1, self.data), (2, fingerprint), (3, int(self.made * 1000)))
        key = proto.encode((1, proto.encode((1, self.id))), (2, data))
        return compose.protocol((2, KEY_SHARE), (7, proto.encode((1, key))))

    def expand(self) -> _Expanded:
        derived = hkdf(self.data, MUTATION, 160)
        return _Expanded(*(derived[n : n + 32] for n in range(0, 160, 32)))


def push_name(key: Key, name: str) -> bytes:
    """The first patch of the collection critical_block: the account's name."""
    value = proto.encode((1, int(time.time() * 1000)), (PUSH_NAME_FIELD, proto.encode((1, name))))
    return _first_patch(key, b"critical_block", ["setting_pushName"], value, PUSH_NAME_VERSION)


def _first_patch(
    key: Key, collection: bytes, index: list[str], value: bytes, version: int
) -> bytes:
    keys, key_id = key.expand(), proto.encode((1, key.id))
    name = json.dumps(index, separators=(",", ":")).encode()
    iv = os.urandom(16)
    action = proto.encode((1, name), (2, value), (3, b""), (4, version))
    sealed = iv + encrypt_cbc(keys.cipher, iv, action)
    value_mac = _value_mac(keys, key.id, sealed)
    record = proto.encode(
        (1, proto.encode((1, hmac(keys.name, name)))),
        (2, proto.encode((1, sealed + value_mac))),
        (3, key_id),
    )
    number = (1).to_bytes(8, "big")  # of the patch
    lthash = hkdf(value_mac, INTEGRITY, 128)
    snapshot_mac = hmac(keys.snapshot, lthash, number, collection)
    patch_mac = hmac(keys.patch, snapshot_mac, value_mac, number, collection)
    mutation = proto.encode((1, SET), (2, record))
    return proto.encode((2, mutation), (4, snapshot_mac), (5, patch_mac), (6, key_id))


def _value_mac(keys: _Expanded, key_id: bytes, sealed: bytes) -> bytes:
    size = (len(key_id) + 1).to_bytes(8, "big")
    data = bytes([SET + 1]) + key_id + sealed + size
    return hmac_module.digest(keys.value, data, "sha512")[:32]
