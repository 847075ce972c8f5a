"""Noise XX with X25519, AES-256-GCM and SHA-256, as WhatsApp speaks it.

Source: https://noiseprotocol.org/noise.html; tulir/whatsmeow, socket/noisehandshake.go.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sandbox.wire.errors import WireError

PATTERN = b"Noise_XX_25519_AESGCM_SHA256\0\0\0\0"


class Cipher:
    """One direction of a connection: a key, and a counter as nonce."""

    def __init__(self, key: bytes) -> None:
        self._key = AESGCM(key)
        self._count = 0

    def encrypt(self, plaintext: bytes, extra: bytes = b"") -> bytes:
        return self._key.encrypt(self._nonce(), plaintext, extra)

    def decrypt(self, ciphertext: bytes, extra: bytes = b"") -> bytes:
        """Raises WireError."""
        try:
            return self._key.decrypt(self._nonce(), ciphertext, extra)
        except InvalidTag:
            raise WireError("a frame does not decrypt: other key, or out of order") from None

    def _nonce(self) -> bytes:
        self._count += 1
        return bytes(8) + (self._count - 1).to_bytes(4, "big")


class Handshake:
    """The state that both sides build up, step by step, until they split it into two keys."""

    def __init__(self, prologue: bytes) -> None:
        self._hash = PATTERN
        self._chain = PATTERN
        self._cipher = Cipher(PATTERN)
        self.mix_hash(prologue)

    def mix_hash(self, data: bytes) -> None:
        self._hash = hashlib.sha256(self._hash + data).digest()

    def mix_secret(self, private: X25519PrivateKey, public: bytes) -> None:
        """Raises WireError for a public key that no one can have."""
        try:
            secret = private.exchange(X25519PublicKey.from_public_bytes(public))
        except ValueError:
            raise WireError("a public key of the handshake is none") from None
        self._chain, key = self._derive(secret)
        self._cipher = Cipher(key)

    def encrypt(self, plaintext: bytes) -> bytes:
        ciphertext = self._cipher.encrypt(plaintext, self._hash)
        self.mix_hash(ciphertext)
        return ciphertext

    def decrypt(self, ciphertext: bytes) -> bytes:
        """Raises WireError."""
        plaintext = self._cipher.decrypt(ciphertext, self._hash)
        self.mix_hash(ciphertext)
        return plaintext

    def split(self) -> tuple[Cipher, Cipher]:
        """The initiator's direction, the responder's direction."""
        first, second = self._derive(b"")
        return Cipher(first), Cipher(second)

    def _derive(self, secret: bytes) -> tuple[bytes, bytes]:
        out = HKDF(SHA256(), 64, salt=self._chain, info=b"").derive(secret)
        return out[:32], out[32:]
