"""Dataclasses as bytes, field by field (MessagePack)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_type_hints

import msgspec

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

TRANSIENT: Final = {"transient": True}  # metadata of a field that is not kept

_encoder = msgspec.msgpack.Encoder()


def pack(record: DataclassInstance) -> bytes:
    """The fields of `record` that are kept; what they hold must be data, through and through."""
    return _encoder.encode({name: getattr(record, name) for name in _kept(type(record))})


def unpack(kind: type[T], data: bytes, /, **transient: Any) -> T:
    """What `pack` made bytes of. A field that was not there yet gets its default."""
    found = _decoder(kind).decode(data)
    known = {name: getattr(found, name) for name in _kept(kind)}
    given = {name: value for name, value in known.items() if value is not msgspec.UNSET}
    return kind(**given, **transient)


def pack_each(record: DataclassInstance) -> dict[str, bytes]:
    """As `pack`, each field by itself."""
    return {name: _encoder.encode(getattr(record, name)) for name in _kept(type(record))}


def unpack_each(kind: type[T], data: Mapping[str, bytes]) -> T:
    """What `pack_each` made bytes of; what is no field is left alone."""
    decoders = _decoders(kind)
    return kind(**{name: it.decode(data[name]) for name, it in decoders.items() if name in data})


@cache
def _kept(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(it.name for it in fields(kind) if _is_kept(it))


def _is_kept(field: Field[Any]) -> bool:
    return field.init and not field.metadata.get("transient")


@cache
def _decoder(kind: type[DataclassInstance]) -> msgspec.msgpack.Decoder[Any]:
    hints = get_type_hints(kind)
    shape: list[tuple[str, Any, Any]] = [
        (it.name, hints[it.name], msgspec.field())
        if _is_needed(it)
        else (it.name, hints[it.name] | msgspec.UnsetType, msgspec.UNSET)
        for it in fields(kind)
        if _is_kept(it)
    ]
    return msgspec.msgpack.Decoder(msgspec.defstruct(kind.__name__, shape, kw_only=True))


@cache
def _decoders(kind: type[DataclassInstance]) -> dict[str, msgspec.msgpack.Decoder[Any]]:
    hints = get_type_hints(kind)
    return {name: msgspec.msgpack.Decoder(hints[name]) for name in _kept(kind)}


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
