"""Polls, and votes on them, which are encrypted once more under a secret of the poll.

Thus nobody who was not there when the poll was made can read them. The key of a vote depends on
poll, author and voter (whatsmeow, msgsecret.go).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sandbox.people import fields as f
from sandbox.people.fields import Fields, sub, text_of
from sandbox.people.signal.errors import BadMessage
from sandbox.people.signal.primitives import hkdf
from sandbox.wire import proto
from sandbox.wire.proto import data_of, int_of

QUESTION, OPTIONS, SELECTABLE = 2, 3, 4
USE = b"Poll Vote"


class Poll(NamedTuple):
    question: str
    options: list[str]
    selectable: int  # how many of them one may choose, 0 for all
    secret: bytes = b""  # 32 bytes


class Ballot(NamedTuple):
    """What a vote is bound to: the poll's id, and the addresses of its author and the voter."""

    poll_id: str
    author: str
    voter: str


class Sealed(NamedTuple):
    payload: bytes
    iv: bytes


def write(question: str, options: Sequence[str], selectable: int) -> bytes:
    """A message that makes a poll, with a fresh secret."""
    named = [(OPTIONS, proto.encode((1, option))) for option in options]
    poll = proto.encode((QUESTION, question), *named, (SELECTABLE, selectable))
    secret = proto.encode((f.SECRET, os.urandom(32)))
    return proto.encode((f.SECRET_HOLDER, secret), (f.POLL, poll))


def of(raw: bytes) -> Poll | None:
    """The poll that a message makes, if it makes one."""
    message = f.decode(raw)
    number = next((number for number in f.POLLS if number in message), None)
    if number is None:
        return None
    secret = data_of(sub(message, f.SECRET_HOLDER), f.SECRET)
    return read(sub(message, number))._replace(secret=secret)


def read(inside: Fields) -> Poll:
    options = [text_of(f.decode(option), 1) for option in f.all_of(inside, OPTIONS)]
    return Poll(text_of(inside, QUESTION), options, int_of(inside, SELECTABLE))


def seal(poll: Poll, ballot: Ballot, chosen: Iterable[str]) -> Sealed:
    iv = os.urandom(12)
    plaintext = proto.encode(*((1, _hash(option)) for option in chosen))
    return Sealed(_cipher(poll, ballot).encrypt(iv, plaintext, _bound(ballot)), iv)


def unseal(poll: Poll, ballot: Ballot, vote: Sealed) -> list[str]:
    """The options that it is for. Raises BadMessage: it is no vote of this voter on this poll."""
    try:
        plaintext = _cipher(poll, ballot).decrypt(vote.iv, vote.payload, _bound(ballot))
    except (InvalidTag, ValueError):
        raise BadMessage("a vote does not open with the poll's secret") from None
    hashes = f.all_of(f.decode(plaintext), 1)
    return [option for option in poll.options if _hash(option) in hashes]


def _cipher(poll: Poll, ballot: Ballot) -> AESGCM:
    info = "".join(ballot).encode() + USE
    return AESGCM(hkdf(poll.secret, info, 32))


def _bound(ballot: Ballot) -> bytes:
    return f"{ballot.poll_id}\0{ballot.voter}".encode()


def _hash(option: str) -> bytes:
    return hashlib.sha256(option.encode()).digest()
