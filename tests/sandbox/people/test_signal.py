"""Sessions between two devices that see nothing of each other but bundles and ciphertext."""

from __future__ import annotations

import dataclasses
import random

import pytest

from sandbox.people.signal.errors import BadMessage, Duplicate, NoSession
from sandbox.people.signal.prekeys import PreKeys
from sandbox.people.signal.session import Kind, Sessions

A, B = "alice:0", "bob:0"


class Pair:
    """Alice has Bob's bundle and so may write first."""

    def __init__(self, one_time: bool = True) -> None:
        self.alice, self.bob = Sessions(PreKeys()), Sessions(PreKeys())
        prekey = next(iter(self.bob.prekeys.make(1))) if one_time else None
        self.alice.start(B, self.bob.prekeys.bundle(prekey))

    def to_bob(self, text: bytes) -> tuple[Kind, bytes]:
        return self.alice.encrypt(B, text)

    def to_alice(self, text: bytes) -> tuple[Kind, bytes]:
        return self.bob.encrypt(A, text)

    def settle(self) -> None:
        """Both have read something of the other."""
        assert self.bob.decrypt(A, *self.to_bob(b"hello")) == b"hello"
        assert self.alice.decrypt(B, *self.to_alice(b"hello yourself")) == b"hello yourself"


@pytest.mark.parametrize("one_time", [True, False])
def test_it_works_with_and_without_a_one_time_key(one_time: bool) -> None:
    pair = Pair(one_time)
    kind, data = pair.to_bob(b"first")
    assert kind == "pkmsg"
    assert pair.bob.decrypt(A, kind, data) == b"first"
    kind, data = pair.to_alice(b"answer")
    assert kind == "msg"
    assert pair.alice.decrypt(B, kind, data) == b"answer"
    assert pair.to_bob(b"second")[0] == "msg"


def test_every_message_opens_the_session_until_the_other_side_answers() -> None:
    pair = Pair()
    sealed = [pair.to_bob(b"%d" % n) for n in range(3)]
    assert [kind for kind, _ in sealed] == ["pkmsg"] * 3
    assert [pair.bob.decrypt(A, *s) for s in sealed] == [b"0", b"1", b"2"]


def test_a_one_time_key_serves_once() -> None:
    pair = Pair()
    kind, data = pair.to_bob(b"first")
    pair.bob.decrypt(A, kind, data)
    assert not pair.bob.prekeys.one_time
    with pytest.raises(NoSession):
        pair.bob.decrypt("mallory:0", kind, data)


def test_messages_arrive_in_any_order_and_some_never() -> None:
    dice = random.Random(7)
    pair = Pair()
    pair.settle()
    for turn in range(30):
        to_bob = [pair.to_bob(b"%d" % n) for n in range(5)]
        to_alice = [pair.to_alice(b"%d" % n) for n in range(5)]
        for n in dice.sample(range(5), k=4):
            assert pair.bob.decrypt(A, *to_bob[n]) == b"%d" % n
        for n in dice.sample(range(5), k=turn % 5):
            assert pair.alice.decrypt(B, *to_alice[n]) == b"%d" % n


def test_a_message_is_read_once() -> None:
    pair = Pair()
    pair.settle()
    sealed = pair.to_bob(b"once")
    pair.bob.decrypt(A, *sealed)
    with pytest.raises(Duplicate):
        pair.bob.decrypt(A, *sealed)


def test_a_skipped_message_is_read_once() -> None:
    pair = Pair()
    pair.settle()
    early, late = pair.to_bob(b"early"), pair.to_bob(b"late")
    assert pair.bob.decrypt(A, *late) == b"late"
    assert pair.bob.decrypt(A, *early) == b"early"
    with pytest.raises(Duplicate):
        pair.bob.decrypt(A, *early)


def test_an_opening_message_is_read_once() -> None:
    pair = Pair()
    sealed = pair.to_bob(b"first")
    pair.bob.decrypt(A, *sealed)
    with pytest.raises(Duplicate):
        pair.bob.decrypt(A, *sealed)


def test_any_changed_byte_is_noticed_and_harms_nothing() -> None:
    pair = Pair()
    pair.settle()
    kind, data = pair.to_bob(b"genuine")
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises((BadMessage, Duplicate)):
            pair.bob.decrypt(A, kind, changed)
    assert pair.bob.decrypt(A, kind, data) == b"genuine"


def test_both_may_open_at_the_same_moment() -> None:
    pair = Pair()
    pair.bob.start(A, pair.alice.prekeys.bundle())
    from_alice, from_bob = pair.to_bob(b"a"), pair.to_alice(b"b")
    assert pair.bob.decrypt(A, *from_alice) == b"a"
    assert pair.alice.decrypt(B, *from_bob) == b"b"
    for n in range(6):
        assert pair.bob.decrypt(A, *pair.to_bob(b"%d" % n)) == b"%d" % n
        assert pair.alice.decrypt(B, *pair.to_alice(b"%d" % n)) == b"%d" % n


def test_a_fresh_session_replaces_a_lost_one_and_the_old_still_reads_late_messages() -> None:
    pair = Pair()
    pair.settle()
    late = pair.to_bob(b"late")
    pair.alice.start(B, pair.bob.prekeys.bundle())
    assert pair.bob.decrypt(A, *pair.to_bob(b"fresh")) == b"fresh"
    assert pair.bob.decrypt(A, *late) == b"late"


def test_without_a_session_there_is_nothing_to_encrypt_or_read() -> None:
    pair = Pair()
    with pytest.raises(NoSession):
        pair.bob.encrypt(A, b"too early")
    kind, data = Pair().to_bob(b"for another bob")
    with pytest.raises(NoSession):
        pair.bob.decrypt(A, "msg", data)
    with pytest.raises((NoSession, BadMessage)):
        pair.bob.decrypt(A, kind, data)


def test_a_bundle_must_be_signed_by_its_identity() -> None:
    pair = Pair()
    forged = dataclasses.replace(pair.bob.prekeys.bundle(), signature=bytes(64))
    with pytest.raises(BadMessage):
        pair.alice.start(B, forged)


def test_nobody_waits_for_more_missing_messages_than_the_limit() -> None:
    pair = Pair()
    pair.settle()
    for n in range(2001):
        pair.to_bob(b"%d" % n)
    with pytest.raises(BadMessage):
        pair.bob.decrypt(A, *pair.to_bob(b"far"))
