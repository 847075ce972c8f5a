"""The phone's side of pairing by code: both sides prove to know it without showing it.

The code encrypts both ephemeral keys; their shared secret opens a bundle with the identities.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sandbox.people.errors import PhoneError, bad_request, wrong_code
from sandbox.people.signal.errors import BadMessage
from sandbox.people.signal.primitives import KeyPair, hkdf

ROUNDS = 2 << 16
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ"
BUNDLE = b"link_code_pairing_key_bundle_encryption_key"
SECRET = b"adv_secret"


class Companion(NamedTuple):
    """What the bundle proves: the companion's identity, and the secret of its ADV signature."""

    identity: bytes
    secret: bytes


def parse(text: str) -> str:
    """The eight characters of a code as typed. Raises PhoneError."""
    code = re.sub(r"[\s-]", "", text).upper()
    if len(code) != 8 or set(code) - set(ALPHABET):
        raise bad_request("A code has eight letters and digits, such as ABCD-EFGH.")
    return code


def wrap(code: str, public: bytes) -> bytes:
    """80 bytes: salt, IV and `public` encrypted under `code`. Takes about 0.1 s."""
    salt, iv = os.urandom(32), os.urandom(16)
    return salt + iv + _cipher(code, salt, iv, public)


def unwrap(code: str, wrapped: bytes) -> bytes:
    """The 32 byte key in `wrapped`; under a wrong code, other bytes. Takes about 0.1 s."""
    return _cipher(code, wrapped[:32], wrapped[32:48], wrapped[48:80])


def open_bundle(
    bundle: bytes, ephemeral: KeyPair, companion_ephemeral: bytes, account: KeyPair
) -> Companion:
    """Raises PhoneError where the code was wrong."""
    salt, nonce, sealed = bundle[:32], bundle[32:44], bundle[44:]
    try:
        shared = ephemeral.agree(companion_ephemeral)
        plain = AESGCM(hkdf(shared, BUNDLE, 32, salt)).decrypt(nonce, sealed, None)
        identity, ours, random = plain[:32], plain[32:64], plain[64:]
        secret = hkdf(shared + account.agree(identity) + random, SECRET, 32)
    except (InvalidTag, BadMessage):
        raise wrong_code() from None
    if ours != account.public:
        raise PhoneError("refused", "The device meant another phone. Ask for a new code.")
    return Companion(identity, secret)


def _cipher(code: str, salt: bytes, iv: bytes, data: bytes) -> bytes:
    key = hashlib.pbkdf2_hmac("sha256", code.encode(), salt, ROUNDS, 32)
    encryptor = Cipher(algorithms.AES(key), modes.CTR(iv)).encryptor()
    return encryptor.update(data) + encryptor.finalize()
