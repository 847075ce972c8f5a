"""The encryption of media: a random key per file goes with the message, the file to the server."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.people.signal.errors import BadMessage
from sandbox.people.signal.primitives import decrypt_cbc, encrypt_cbc, hkdf, hmac, same
from sandbox.storage import TRANSIENT

MAC_SIZE = 10


@dataclass(frozen=True)
class Media:
    """A file of a message, decrypted."""

    kind: str  # image | sticker | audio | video | document
    mimetype: str
    data: bytes = field(repr=False, metadata=TRANSIENT)  # a file by itself
    filename: str = ""
    ptt: bool = False  # a voice note
    gif: bool = False  # a video that plays by itself, again and again


class Sealed(NamedTuple):
    key: bytes
    body: bytes  # what the server stores

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.body).digest()


class _Keys(NamedTuple):
    iv: bytes
    cipher: bytes
    mac: bytes


def seal(data: bytes, info: bytes) -> Sealed:
    """`info` names the media type, such as "WhatsApp Image Keys"."""
    key = os.urandom(32)
    keys = _expand(key, info)
    ciphertext = encrypt_cbc(keys.cipher, keys.iv, data)
    return Sealed(key, ciphertext + hmac(keys.mac, keys.iv, ciphertext)[:MAC_SIZE])


def unseal(body: bytes, key: bytes, info: bytes) -> bytes:
    """Raises BadMessage."""
    keys = _expand(key, info)
    ciphertext, mac = body[:-MAC_SIZE], body[-MAC_SIZE:]
    if not same(hmac(keys.mac, keys.iv, ciphertext)[:MAC_SIZE], mac):
        raise BadMessage("the file's authentication code is wrong")
    return decrypt_cbc(keys.cipher, keys.iv, ciphertext)


def _expand(key: bytes, info: bytes) -> _Keys:
    derived = hkdf(key, info, 112)
    return _Keys(derived[:16], derived[16:48], derived[48:80])
