from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from sandbox.storage import TRANSIENT, pack, pack_each, unpack, unpack_each
from sandbox.wire.jid import LID, Jid
from sandbox.wire.node import Node

NOBODY = Jid("1", LID)


@dataclass
class Part:
    data: bytes


@dataclass
class Older:
    name: str


@dataclass
class Thing:
    name: str
    jid: Jid = NOBODY
    parts: dict[bytes, Part] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    node: Node | None = None
    _count: int = 1
    guest: object = field(default=None, metadata=TRANSIENT)
    length: int = field(init=False, default=0)


def thing() -> Thing:
    node = Node("a", {"b": "c"}, [Node("d", content=b"\0\xff"), Node("e")])
    return Thing("it ❤", Jid("2", LID, 3), {b"\xff": Part(b"\0")}, {"x"}, node, 7)


def test_a_record_comes_back_as_it_was() -> None:
    assert unpack(Thing, pack(thing())) == thing()
    assert unpack_each(Thing, pack_each(thing())) == thing()


def test_what_is_transient_is_left_out_and_may_be_given_anew() -> None:
    one = thing()
    one.guest = object()
    assert unpack(Thing, pack(one)).guest is None
    assert unpack(Thing, pack(one), guest="new").guest == "new"
    assert "guest" not in pack_each(one)


def test_a_field_that_was_not_there_yet_gets_its_default() -> None:
    assert unpack(Thing, pack(Older("it"))) == Thing("it")
    assert unpack_each(Thing, pack_each(Older("it"))) == Thing("it")


def test_a_field_that_is_not_there_any_more_is_passed_over() -> None:
    assert unpack(Older, pack(thing())) == Older("it ❤")
    assert unpack_each(Older, pack_each(thing())) == Older("it ❤")


def test_what_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError):
        pack(Thing("it", node=object()))  # type: ignore[arg-type]
