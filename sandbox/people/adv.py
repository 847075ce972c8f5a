"""Linking a companion: the QR text, and the account's signature over the companion's identity.

Accounts sign devices ("ADV"): the companion verifies the account's signature and an HMAC under
a secret that only its own screen showed.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import time
from typing import NamedTuple

from sandbox.people.errors import PhoneError, bad_request
from sandbox.people.signal.primitives import KeyPair
from sandbox.wire import proto, xeddsa

ACCOUNT_SIGNATURE = b"\x06\x00"
PAGE = "https://wa.me/settings/linked_devices"


class QrCode(NamedTuple):
    ref: str
    noise: bytes
    identity: bytes
    secret: bytes


def parse_qr(text: str) -> QrCode:
    """The content of a linking QR code, with or without its link. Raises PhoneError."""
    parts = text.strip().removeprefix(PAGE).removeprefix("#").split(",")
    if len(parts) < 4 or not parts[0]:
        raise _no_qr()
    try:
        keys = [base64.b64decode(part, validate=True) for part in parts[1:4]]
    except (binascii.Error, ValueError):
        raise _no_qr() from None
    if any(len(key) != 32 for key in keys):
        raise _no_qr()
    return QrCode(parts[0], *keys)


def sign(account: KeyPair, companion: bytes, key_index: int, secret: bytes) -> bytes:
    """An encoded ADVSignedDeviceIdentityHMAC for the companion with this identity key."""
    details = proto.encode((1, secrets.randbits(31)), (2, int(time.time())), (3, key_index))
    signature = xeddsa.sign(account.private, ACCOUNT_SIGNATURE + details + companion)
    signed = proto.encode((1, details), (2, account.public), (3, signature))
    return proto.encode((1, signed), (2, hmac.digest(secret, signed, "sha256")))


def _no_qr() -> PhoneError:
    return bad_request(
        "This is not a QR code for linking a WhatsApp device. "
        "Show the code of the device, not a link to a page."
    )
