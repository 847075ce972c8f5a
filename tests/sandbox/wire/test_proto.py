"""Protocol buffers by field number agree with the format's own examples."""

from __future__ import annotations

import pytest

from sandbox.wire import proto
from sandbox.wire.errors import WireError


def test_the_formats_own_examples() -> None:
    # https://protobuf.dev/programming-guides/encoding/
    assert proto.encode((1, 150)) == bytes.fromhex("089601")
    assert proto.encode((2, "testing")) == bytes.fromhex("120774657374696e67")


def test_what_is_written_is_read() -> None:
    data = proto.encode((1, 0), (2, b""), (3, 2**63), (16, "ü"), (2, b"again"))
    assert proto.decode(data) == {1: [0], 2: [b"", b"again"], 3: [2**63], 16: ["ü".encode()]}


def test_fixed_numbers_are_read() -> None:
    assert proto.decode(bytes.fromhex("0d01000000 110200000000000000")) == {1: [1], 2: [2]}


def test_the_last_value_counts_and_an_absent_one_is_empty() -> None:
    fields = proto.decode(proto.encode((1, b"a"), (1, b"b"), (2, 3)))
    assert (proto.data_of(fields, 1), proto.data_of(fields, 2)) == (b"b", b"")
    assert (proto.int_of(fields, 2), proto.int_of(fields, 9)) == (3, 0)


@pytest.mark.parametrize("data", ["0a05abcd", "08", "08ffffffffffffffffffff01", "0b", "0d0000"])
def test_what_is_no_protocol_buffer_is_refused(data: str) -> None:
    with pytest.raises(WireError):
        proto.decode(bytes.fromhex(data))


def test_negative_numbers_are_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="from 0"):
        proto.encode((1, -1))


@pytest.mark.parametrize("value", [0.0, -33.8568, 1e300])
def test_a_double_comes_back(value: float) -> None:
    assert proto.double_of(proto.decode(proto.encode((1, value))), 1) == value
