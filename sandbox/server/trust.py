"""Whom clients trust: a root key that signs an intermediate that signs the server's Noise key."""

from __future__ import annotations

import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox.server import files
from sandbox.wire import proto, xeddsa

DAY = 86400
LIFETIME = 3650 * DAY


class Trust:
    """The server's Noise key and the certificate chain that vouches for it.

    The root is kept over restarts (`public/root.pub`, 32 bytes, and `private/root.key`); the keys
    below it are made anew each time.
    """

    def __init__(self, private: Path, public: Path) -> None:
        root = _root(private / "root.key")
        files.write(public / "root.pub", root.public_key().public_bytes_raw(), 0o644)
        self.static = X25519PrivateKey.generate()
        middle = X25519PrivateKey.generate()
        intermediate = _signed(root, _details(1, 0, middle))
        leaf = _signed(middle, _details(2, 1, self.static))
        self.chain = proto.encode((1, leaf), (2, intermediate))


def _root(path: Path) -> X25519PrivateKey:
    if not path.exists():
        files.write(path, X25519PrivateKey.generate().private_bytes_raw(), 0o600)
    return X25519PrivateKey.from_private_bytes(path.read_bytes())


def _details(serial: int, issuer: int, key: X25519PrivateKey) -> bytes:
    now = int(time.time())
    public = key.public_key().public_bytes_raw()
    return proto.encode((1, serial), (2, issuer), (3, public), (4, now - DAY), (5, now + LIFETIME))


def _signed(issuer: X25519PrivateKey, details: bytes) -> bytes:
    return proto.encode((1, details), (2, xeddsa.sign(issuer.private_bytes_raw(), details)))
