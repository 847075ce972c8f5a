"""The app state, the account's settings: collections of them, changed by encrypted patches.

A collection's hash is a sum over the MACs of its values ("LTHash"), so that whoever knows it can
tell, patch by patch, that he knows the same settings (whatsmeow, appstate/).
"""

from __future__ import annotations

import hmac as hmac_module
import json
import os
import struct
import time
from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.people import fields as f
from sandbox.people.fields import Fields, sub
from sandbox.people.signal.errors import BadMessage
from sandbox.people.signal.primitives import decrypt_cbc, encrypt_cbc, hkdf, hmac, same
from sandbox.wire import proto
from sandbox.wire.proto import data_of, int_of

MUTATION, INTEGRITY = b"WhatsApp Mutation Keys", b"WhatsApp Patch Integrity"
SET, REMOVE = 0, 1
MAC_SIZE, IV_SIZE = 32, 16


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

    def expand(self) -> _Expanded:
        derived = hkdf(self.data, MUTATION, 160)
        return _Expanded(*(derived[n : n + 32] for n in range(0, 160, 32)))


@dataclass(frozen=True)
class Collection:
    """Named settings as of patch number `version`."""

    version: int = 0
    hash: bytes = bytes(128)
    macs: dict[str, bytes] = field(default_factory=dict)  # of values, by those of names in hex


@dataclass
class AppState:
    key: Key = field(default_factory=Key)
    collections: dict[str, Collection] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """`index` names it, `value` is the encoded field of SyncActionValue that it is."""

    index: list[str]
    value: bytes
    version: int  # of the format of `value`


@dataclass(frozen=True)
class Change:
    """A setting as a patch brings it; one that is removed has no value."""

    index: list[str]
    value: Fields


class _Mutation(NamedTuple):
    operation: int
    name_mac: bytes
    sealed: bytes  # with the MAC of the value at its end

    @property
    def value_mac(self) -> bytes:
        return self.sealed[-MAC_SIZE:]

    def encode(self, key: Key) -> bytes:
        record = proto.encode(
            (1, proto.encode((1, self.name_mac))),
            (2, proto.encode((1, self.sealed))),
            (3, proto.encode((1, key.id))),
        )
        return proto.encode((1, self.operation), (2, record))


def patch(
    key: Key, name: str, known: Collection, settings: list[Setting]
) -> tuple[bytes, Collection]:
    """A patch of the collection `name` that sets these, and the collection after it."""
    keys = key.expand()
    mutations = [_seal(keys, key, setting) for setting in settings]
    after = _after(known, known.version + 1, mutations)
    snapshot = _snapshot_mac(keys, name, after)
    body = [(2, mutation.encode(key)) for mutation in mutations]
    mac = _patch_mac(keys, name, after.version, snapshot, mutations)
    return proto.encode(*body, (4, snapshot), (5, mac), (6, proto.encode((1, key.id)))), after


def apply(key: Key, name: str, known: Collection, data: bytes) -> tuple[list[Change], Collection]:
    """What a patch changes, and the collection after it. Raises BadMessage: it was made with
    another key, or does not follow what is known."""
    keys, fields = key.expand(), f.decode(data)
    version = int_of(sub(fields, 1), 1)
    mutations = [_mutation(f.decode(raw)) for raw in f.all_of(fields, 2)]
    after = _after(known, version, mutations)
    snapshot = _snapshot_mac(keys, name, after)
    if version != known.version + 1 or not same(snapshot, data_of(fields, 4)):
        raise BadMessage(f"patch {version} of {name} does not follow {known.version}")
    return [_unseal(keys, key, mutation) for mutation in mutations], after


def _seal(keys: _Expanded, key: Key, setting: Setting) -> _Mutation:
    name = json.dumps(setting.index, separators=(",", ":")).encode()
    value = proto.encode((1, int(time.time() * 1000))) + setting.value
    action = proto.encode((1, name), (2, value), (3, b""), (4, setting.version))
    iv = os.urandom(IV_SIZE)
    sealed = iv + encrypt_cbc(keys.cipher, iv, action)
    return _Mutation(SET, hmac(keys.name, name), sealed + _value_mac(keys, key.id, SET, sealed))


def _unseal(keys: _Expanded, key: Key, mutation: _Mutation) -> Change:
    sealed = mutation.sealed[:-MAC_SIZE]
    if not same(_value_mac(keys, key.id, mutation.operation, sealed), mutation.value_mac):
        raise BadMessage("the authentication code of a setting is wrong")
    action = f.decode(decrypt_cbc(keys.cipher, sealed[:IV_SIZE], sealed[IV_SIZE:]))
    index = json.loads(data_of(action, 1) or b"[]")
    return Change(index, {} if mutation.operation == REMOVE else sub(action, 2))


def _mutation(fields: Fields) -> _Mutation:
    record = sub(fields, 2)
    name, value = data_of(sub(record, 1), 1), data_of(sub(record, 2), 1)
    return _Mutation(int_of(fields, 1), name, value)


def _after(known: Collection, version: int, mutations: list[_Mutation]) -> Collection:
    total, macs = known.hash, dict(known.macs)
    for mutation in mutations:
        if former := macs.pop(mutation.name_mac.hex(), None):
            total = _sum(total, former, -1)
        if mutation.operation == SET:
            macs[mutation.name_mac.hex()] = mutation.value_mac
            total = _sum(total, mutation.value_mac, 1)
    return Collection(version, total, macs)


def _sum(total: bytes, mac: bytes, sign: int) -> bytes:
    """64 sums of 16 bits each, without their carries."""
    added = struct.unpack("<64H", hkdf(mac, INTEGRITY, 128))
    pairs = zip(struct.unpack("<64H", total), added, strict=True)
    return struct.pack("<64H", *((a + sign * b) & 0xFFFF for a, b in pairs))


def _snapshot_mac(keys: _Expanded, name: str, after: Collection) -> bytes:
    return hmac(keys.snapshot, after.hash, after.version.to_bytes(8, "big"), name.encode())


def _patch_mac(
    keys: _Expanded, name: str, version: int, snapshot: bytes, mutations: list[_Mutation]
) -> bytes:
    macs = [mutation.value_mac for mutation in mutations]
    return hmac(keys.patch, snapshot, *macs, version.to_bytes(8, "big"), name.encode())


def _value_mac(keys: _Expanded, key_id: bytes, operation: int, sealed: bytes) -> bytes:
    size = (len(key_id) + 1).to_bytes(8, "big")
    data = bytes([operation + 1]) + key_id + sealed + size
    return hmac_module.digest(keys.value, data, "sha512")[:MAC_SIZE]
