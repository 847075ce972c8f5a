"""Signatures by X25519 keys hold for their message and key, and for nothing else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox.wire import xeddsa


def a_pair() -> tuple[bytes, bytes]:
    key = X25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


@pytest.mark.parametrize("size", [0, 1, 32, 5000])
def test_a_signature_holds(size: int) -> None:
    private, public = a_pair()
    message = bytes(range(256)) * 20
    signature = xeddsa.sign(private, message[:size])
    assert len(signature) == 64
    assert xeddsa.verify(public, message[:size], signature)


def test_it_holds_for_no_other_message_key_or_signature() -> None:
    private, public = a_pair()
    signature = xeddsa.sign(private, b"message")
    assert not xeddsa.verify(public, b"massage", signature)
    assert not xeddsa.verify(a_pair()[1], b"message", signature)
    for index in (0, 31, 32, 62):
        damaged = bytearray(signature)
        damaged[index] ^= 1
        assert not xeddsa.verify(public, b"message", bytes(damaged))


def test_two_signatures_of_one_message_differ() -> None:
    private, _ = a_pair()
    assert xeddsa.sign(private, b"message") != xeddsa.sign(private, b"message")


@pytest.mark.parametrize(("key", "signature"), [(31, 64), (32, 63), (32, 0)])
def test_wrong_sizes_are_no_signature(key: int, signature: int) -> None:
    assert not xeddsa.verify(bytes(key), b"message", bytes(signature))
