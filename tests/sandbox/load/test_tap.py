"""A message's header tells which key it used, and so which keys were used twice."""

from __future__ import annotations

import pytest

from sandbox.wire import proto
from tests.sandbox.bench.tap import Sealed, header, read, reused

KEY = b"\x05" + bytes(range(32))
SIGNAL = b"\x33" + proto.encode((1, KEY), (2, 300), (3, 0), (4, bytes(48))) + b"\xff" * 8


def test_of_a_message_in_a_session() -> None:
    assert header("msg", SIGNAL) == (KEY.hex(), 300)


def test_of_the_first_message_of_a_session() -> None:
    first = proto.encode((1, 17), (2, KEY), (3, KEY), (4, SIGNAL), (5, 1), (6, 1))
    assert header("pkmsg", b"\x33" + first) == (KEY.hex(), 300)


def test_of_a_message_to_a_group() -> None:
    assert header("skmsg", b"\x33" + proto.encode((1, 99), (2, 7), (3, bytes(40)))) == ("99", 7)


def test_where_the_tap_has_cut_off_the_rest() -> None:
    first = proto.encode((1, 1 << 23), (2, KEY), (3, KEY), (4, SIGNAL * 40))
    assert header("pkmsg", (b"\x33" + first)[:160]) == (KEY.hex(), 300)


def test_what_is_no_message_is_an_error() -> None:
    with pytest.raises(ValueError, match="no field 1"):
        header("msg", b"\x33" + proto.encode((4, b"x")))
    with pytest.raises(ValueError, match="no number"):
        header("msg", b"\x33" + proto.encode((1, KEY), (2, b"x")))


def test_the_tap_is_read_line_by_line() -> None:
    line = f'{{"from": "a", "to": "b", "id": "X", "type": "msg", "head": "{SIGNAL.hex()}"}}'
    assert list(read([line])) == [Sealed("a", "b", "X", KEY.hex(), 300)]


def test_a_key_for_two_messages_spoils_the_second() -> None:
    one = Sealed("a", "b", "first", "ratchet", 1)
    assert reused([one, one._replace(id="second")]) == {"second": {"b"}}


@pytest.mark.parametrize(
    "other",
    [{"id": "first"}, {"sender": "c"}, {"to": "c"}, {"ratchet": "other"}, {"counter": 2}],
    ids=["resent", "another sender", "another reader", "another ratchet", "the next key"],
)
def test_anything_else_spoils_nothing(other: dict[str, str]) -> None:
    one = Sealed("a", "b", "first", "ratchet", 1)
    assert reused([one, one._replace(**({"id": "second"} | other))]) == {}
