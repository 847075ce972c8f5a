"""neonize's protobuf modules, at the price of what is used of them.

A generated module makes a class of each of its messages, more than a thousand in all. Here a class
is made when it is asked for. And in files that a bot has no business with, messages have no
fields: what WhatsApp puts there stays in the message as unknown fields, and goes on as it came.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Files whose messages a bot reads or writes; the fields of all others are left out.
WHOLE = (
    "Neonize.proto",
    "waCommon/WACommon.proto",
    "waCompanionReg/WAWebProtobufsCompanionReg.proto",
    "waE2E/WAWebProtobufsE2E.proto",
)

# Tags of google/protobuf/descriptor.proto
_FILE_NAME, _FILE_MESSAGE = 1, 4
_NAME, _NESTED, _ENUM, _OPTIONS = 1, 3, 4, 7


@contextmanager
def frugal() -> Iterator[None]:
    """Generated modules that are imported within the block are made so."""
    from google.protobuf import descriptor_pool  # type: ignore[import-untyped]
    from google.protobuf.internal import builder  # type: ignore[import-untyped]

    before = (
        descriptor_pool.Default,
        builder.BuildMessageAndEnumDescriptors,
        builder.BuildTopDescriptorsAndMessages,
    )
    pool = _Pool(descriptor_pool.Default())
    descriptor_pool.Default = lambda: pool
    builder.BuildMessageAndEnumDescriptors = lambda *_: None
    builder.BuildTopDescriptorsAndMessages = _on_demand
    try:
        yield
    finally:
        (
            descriptor_pool.Default,
            builder.BuildMessageAndEnumDescriptors,
            builder.BuildTopDescriptorsAndMessages,
        ) = before


def _on_demand(file: Any, _name: str, module: dict[str, Any]) -> None:
    """In the place of protobuf's own BuildTopDescriptorsAndMessages."""
    from google.protobuf import message_factory
    from google.protobuf.internal.enum_type_wrapper import (  # type: ignore[import-untyped]
        EnumTypeWrapper,
    )

    for name, enum in file.enum_types_by_name.items():
        module[name] = EnumTypeWrapper(enum)
        module.update((value.name, value.number) for value in enum.values)

    def get(name: str) -> Any:
        descriptor = file.message_types_by_name.get(name)
        if descriptor is None:
            raise AttributeError(f"{file.name} has no message {name}")
        module[name] = message_factory.GetMessageClass(descriptor)
        return module[name]

    module["__getattr__"] = get


class _Pool:
    """What a generated module asks of the pool of descriptors."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    def AddSerializedFile(self, file: bytes) -> Any:
        return self._pool.AddSerializedFile(hollow(file))


def hollow(file: bytes) -> bytes:
    """A serialized FileDescriptorProto without the fields of its messages, unless it is WHOLE."""
    parts = list(_parts(file))
    name = next(body for tag, _, body in parts if tag == _FILE_NAME).decode()
    if name in WHOLE:
        return file
    return b"".join(
        _part(tag, _message(body)) if tag == _FILE_MESSAGE else raw for tag, raw, body in parts
    )


def _message(descriptor: bytes) -> bytes:
    kept = bytearray()
    for tag, raw, body in _parts(descriptor):
        if tag == _NESTED:
            kept += _part(tag, _message(body))
        elif tag in (_NAME, _ENUM, _OPTIONS):
            kept += raw
    return bytes(kept)


def _parts(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Tag, raw bytes and content of each field; descriptors hold numbers and bytes alone."""
    at = 0
    while at < len(message):
        start = at
        key, at = _number(message, at)
        value, at = _number(message, at)
        if key & 7 == 2:
            body, at = message[at : at + value], at + value
        else:
            body = b""
        yield key >> 3, message[start:at], body


def _part(tag: int, body: bytes) -> bytes:
    return _varint(tag << 3 | 2) + _varint(len(body)) + body


def _number(message: bytes, at: int) -> tuple[int, int]:
    """The varint at `at`, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
