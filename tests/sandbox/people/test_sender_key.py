"""What one device writes into a group, every device that has its key can read."""

from __future__ import annotations

import pytest

from sandbox.people.signal.errors import BadMessage, Duplicate, NoSession
from sandbox.people.signal.sender_key import OwnSenderKey, SenderKeys

GROUP, ANN = "1@g.us", "ann:0"


def test_two_readers_read_what_one_writes() -> None:
    ann = OwnSenderKey()
    readers = SenderKeys(), SenderKeys()
    for reader in readers:
        reader.learn(GROUP, ANN, ann.distribution())
    for text in (b"one", b"two"):
        sealed = ann.encrypt(text)
        assert [reader.decrypt(GROUP, ANN, sealed) for reader in readers] == [text, text]


def test_any_order_once_each() -> None:
    ann, bob = OwnSenderKey(), SenderKeys()
    bob.learn(GROUP, ANN, ann.distribution())
    sealed = [ann.encrypt(b"%d" % n) for n in range(5)]
    for n in (4, 0, 3, 1, 2):
        assert bob.decrypt(GROUP, ANN, sealed[n]) == b"%d" % n
    for data in sealed:
        with pytest.raises(Duplicate):
            bob.decrypt(GROUP, ANN, data)


def test_a_late_reader_reads_from_its_distribution_on() -> None:
    ann, bob = OwnSenderKey(), SenderKeys()
    before = ann.encrypt(b"before")
    bob.learn(GROUP, ANN, ann.distribution())
    with pytest.raises(Duplicate):
        bob.decrypt(GROUP, ANN, before)
    assert bob.decrypt(GROUP, ANN, ann.encrypt(b"after")) == b"after"


def test_a_distribution_that_comes_again_changes_nothing() -> None:
    ann, bob = OwnSenderKey(), SenderKeys()
    first = ann.distribution()
    bob.learn(GROUP, ANN, first)
    sealed = ann.encrypt(b"once")
    bob.decrypt(GROUP, ANN, sealed)
    bob.learn(GROUP, ANN, first)
    with pytest.raises(Duplicate):
        bob.decrypt(GROUP, ANN, sealed)


def test_without_the_key_or_with_anything_changed_nothing_is_read() -> None:
    ann, bob = OwnSenderKey(), SenderKeys()
    sealed = ann.encrypt(b"text")
    with pytest.raises(NoSession):
        bob.decrypt(GROUP, ANN, sealed)
    ann = OwnSenderKey()
    bob.learn(GROUP, ANN, ann.distribution())
    sealed = ann.encrypt(b"text")
    for at in (len(sealed) - 1, len(sealed) - 70):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(BadMessage):
            bob.decrypt(GROUP, ANN, changed)
    assert bob.decrypt(GROUP, ANN, sealed) == b"text"
