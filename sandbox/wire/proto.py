"""Protocol buffers without a schema: the few messages of the wire are written by field number."""

from __future__ import annotations

import struct

from sandbox.wire.errors import WireError

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def encode(*fields: tuple[int, int | float | bytes | str]) -> bytes:
    """(field number, value) in order: an int is a varint, a float a double, bytes and text are
    length-delimited."""
    out = bytearray()
    for number, value in fields:
        if isinstance(value, int):
            out += _varint(number << 3 | VARINT) + _varint(value)
        elif isinstance(value, float):
            out += _varint(number << 3 | FIXED64) + struct.pack("<d", value)
        else:
            data = value.encode() if isinstance(value, str) else value
            out += _varint(number << 3 | BYTES) + _varint(len(data)) + data
    return bytes(out)


def decode(data: bytes) -> dict[int, list[int | bytes]]:
    """Every value of every field, in order of appearance. Raises WireError."""
    fields: dict[int, list[int | bytes]] = {}
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        value: int | bytes
        if key & 7 == VARINT:
            value, at = _read_varint(data, at)
        else:
            size, at = _size(data, at, key & 7)
            if at + size > len(data):
                raise WireError("a protocol buffer is cut off")
            raw = data[at : at + size]
            value = raw if key & 7 == BYTES else int.from_bytes(raw, "little")
            at += size
        fields.setdefault(key >> 3, []).append(value)
    return fields


def data_of(fields: dict[int, list[int | bytes]], number: int) -> bytes:
    """The last value of a bytes field, as the format asks; empty where it is absent."""
    value = fields.get(number, [b""])[-1]
    return value if isinstance(value, bytes) else b""


def int_of(fields: dict[int, list[int | bytes]], number: int) -> int:
    """The last value of a number field; 0 where it is absent."""
    value = fields.get(number, [0])[-1]
    return value if isinstance(value, int) else 0


def double_of(fields: dict[int, list[int | bytes]], number: int) -> float:
    """The last value of a double field; 0.0 where it is absent."""
    (value,) = struct.unpack("<d", int_of(fields, number).to_bytes(8, "little"))
    return float(value)


def _varint(value: int) -> bytes:
    if value < 0:
        raise ValueError("only numbers from 0 are encoded")
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(data[at : at + 10]):
        value |= (byte & 127) << 7 * index
        if byte < 128:
            return value, at + index + 1
    raise WireError("a number of a protocol buffer is cut off")


def _size(data: bytes, at: int, kind: int) -> tuple[int, int]:
    if kind == BYTES:
        return _read_varint(data, at)
    if kind in (FIXED64, FIXED32):
        return 8 if kind == FIXED64 else 4, at
    raise WireError(f"{kind} is no type of a protocol buffer's field")
