"""Frames come out whole, however they were cut on the way."""

from __future__ import annotations

import pytest

from sandbox.server.frames import HEADER, Unpacker, pack
from sandbox.wire.errors import WireError

FRAMES = [b"", b"a", b"bc" * 1000]


@pytest.mark.parametrize("step", [1, 2, 3, 5, 10_000])
def test_frames_come_out_whole(step: int) -> None:
    data = HEADER + b"".join(map(pack, FRAMES))
    unpacker = Unpacker()
    out = [
        frame for at in range(0, len(data), step) for frame in unpacker.feed(data[at : at + step])
    ]
    assert out == FRAMES


def test_a_client_of_another_kind_is_refused() -> None:
    with pytest.raises(WireError, match="not a known header"):
        Unpacker().feed(b"GET / HTTP/1.1")
