"""XEdDSA: signatures with X25519 keys, as Signal makes them.

Source: https://signal.org/docs/specifications/xeddsa/. Not in constant time: for loopback only.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE_Y = 4 * pow(5, -1, P) % P
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
SIGN = 0x80  # of x, in the last byte of a point and, borrowed, of a signature

Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T
BASE: Point = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)
NEUTRAL: Point = (0, 1, 1, 0)


def sign(private: bytes, message: bytes) -> bytes:
    """The 64 byte signature of `message` by a 32 byte X25519 private key."""
    scalar = _clamped(private)
    public = _packed(_times(scalar, BASE))
    if public[31] & SIGN:
        scalar = ORDER - scalar % ORDER
        public = public[:31] + bytes([public[31] & ~SIGN])
    secret = scalar.to_bytes(32, "little")
    nonce = _hash(b"\xfe" + b"\xff" * 31, secret, message, secrets.token_bytes(64))
    point = _packed(_times(nonce, BASE))
    answer = (nonce + _hash(point, public, message) * scalar) % ORDER
    return point + answer.to_bytes(32, "little")


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) is that of the X25519 key `public` (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    u = int.from_bytes(public, "little") % (1 << 255)
    y = (u - 1) * pow(u + 1, -1, P) % P if (u + 1) % P else 0
    edwards = y | (signature[63] & SIGN) << 248
    plain = signature[:63] + bytes([signature[63] & ~SIGN])
    try:
        key = Ed25519PublicKey.from_public_bytes(edwards.to_bytes(32, "little"))
        key.verify(plain, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _clamped(private: bytes) -> int:
    return int.from_bytes(private, "little") & ~7 & (1 << 254) - 1 | 1 << 254


def _hash(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def _add(a: Point, b: Point) -> Point:
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    m, n = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    t, z = 2 * D * t1 * t2 % P, 2 * z1 * z2 % P
    e, f, g, h = n - m, z - t, z + t, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    result = NEUTRAL
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _packed(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")
