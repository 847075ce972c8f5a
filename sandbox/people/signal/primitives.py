"""Keys, derivations and ciphers under their protocol names; all sizes in bytes."""

from __future__ import annotations

import hmac as hmac_module
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sandbox.people.signal.errors import BadMessage

DJB = b"\x05"  # type byte of a Curve25519 public key


@dataclass(frozen=True)
class KeyPair:
    """A Curve25519 key pair, 32 bytes each, the public key without its type byte."""

    private: bytes
    public: bytes

    @classmethod
    def generate(cls) -> KeyPair:
        key = X25519PrivateKey.generate()
        return cls(key.private_bytes_raw(), key.public_key().public_bytes_raw())

    def agree(self, public: bytes) -> bytes:
        """The 32 byte shared secret. Raises BadMessage for a key that gives none."""
        try:
            key = X25519PublicKey.from_public_bytes(public)
            return X25519PrivateKey.from_private_bytes(self.private).exchange(key)
        except ValueError:
            raise BadMessage("a public key is of no use") from None


def typed(public: bytes) -> bytes:
    """A public key as it stands in messages: 33 bytes."""
    return DJB + public


def untyped(key: bytes) -> bytes:
    """The 32 bytes of a key of a message. Raises BadMessage."""
    if len(key) != 33 or key[:1] != DJB:
        raise BadMessage("a public key is not a Curve25519 key")
    return key[1:]


def hkdf(secret: bytes, info: bytes, size: int, salt: bytes = b"") -> bytes:
    return HKDF(hashes.SHA256(), size, salt or None, info).derive(secret)


def hmac(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA256 of the concatenated parts, 32 bytes."""
    return hmac_module.digest(key, b"".join(parts), sha256)


def same(a: bytes, b: bytes) -> bool:
    return hmac_module.compare_digest(a, b)


def encrypt_cbc(key: bytes, iv: bytes, plaintext: bytes) -> bytes:
    """AES-256-CBC with PKCS#7 padding."""
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(padder.update(plaintext) + padder.finalize()) + encryptor.finalize()


def decrypt_cbc(key: bytes, iv: bytes, ciphertext: bytes) -> bytes:
    """Raises BadMessage where `ciphertext` is not whole blocks with a right padding."""
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    try:
        padded = decryptor.update(ciphertext) + decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise BadMessage("the ciphertext has no right padding") from None
