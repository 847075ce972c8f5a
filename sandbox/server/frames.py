"""Frames: three bytes of length, then that many bytes. A client's first ones follow a header."""

from __future__ import annotations

from sandbox.wire import tokens
from sandbox.wire.errors import WireError

HEADER = b"WA\x06" + bytes([tokens.VERSION])


def pack(payload: bytes) -> bytes:
    """A frame; at most 16 MiB."""
    return len(payload).to_bytes(3, "big") + payload


class Unpacker:
    """Cuts what a client sends into frames, however it was cut on the way."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._greeted = False

    def feed(self, data: bytes) -> list[bytes]:
        """The frames that are complete now. Raises WireError for a client of another kind."""
        self._buffer += data
        if not self._greeted and not self._greet():
            return []
        frames = []
        while (size := int.from_bytes(self._buffer[:3], "big")) <= len(self._buffer) - 3:
            frames.append(bytes(self._buffer[3 : 3 + size]))
            del self._buffer[: 3 + size]
        return frames

    def _greet(self) -> bool:
        if len(self._buffer) < len(HEADER):
            return False
        if not self._buffer.startswith(HEADER):
            raise WireError(f"the client begins with {self._buffer[:4].hex()}, not a known header")
        del self._buffer[: len(HEADER)]
        self._greeted = True
        return True
