"""A phone's own messages as protocol buffers."""

from __future__ import annotations

import hashlib
import time
from typing import NamedTuple

from sandbox.people.content import (
    CONTEXT,
    DEVICE_SENT,
    EXTENDED_TEXT,
    LAYOUTS,
    PROTOCOL,
    TEXT,
    Stored,
)
from sandbox.people.media import Media, Sealed
from sandbox.wire import proto


class Quote(NamedTuple):
    """The message that ours answers: its id, the address of its sender, and itself."""

    id: str
    sender: str
    message: bytes


def text(words: str, quote: Quote | None = None) -> bytes:
    if quote is None:
        return proto.encode((TEXT, words))
    return proto.encode((EXTENDED_TEXT, proto.encode((1, words), *_context(quote))))


def media(item: Media, stored: Stored, caption: str, quote: Quote | None = None) -> bytes:
    layout = LAYOUTS[item.kind]
    fields: dict[int, int | bytes | str] = {
        layout.url: stored.url,
        layout.mimetype: item.mimetype,
        layout.sha256: stored.sha256,
        layout.length: stored.length,
        layout.key: stored.key,
        layout.enc_sha256: stored.enc_sha256,
        layout.path: stored.path,
        layout.timestamp: int(time.time()),
    }
    if layout.caption and caption:
        fields[layout.caption] = caption
    if layout.filename:
        fields[layout.filename] = item.filename or "file"
    if layout.ptt and item.ptt:
        fields[layout.ptt] = 1
    body = proto.encode(*sorted(fields.items()), *_context(quote))
    return proto.encode((layout.field, body))


def stored(item: Media, sealed: Sealed, url: str, path: str) -> Stored:
    plain = hashlib.sha256(item.data).digest()
    return Stored(path, sealed.key, plain, sealed.sha256, len(item.data), url)


def device_sent(destination: str, message: bytes) -> bytes:
    """What own devices get: the message, and for whom it was."""
    return proto.encode((DEVICE_SENT, proto.encode((1, destination), (2, message))))


def protocol(*fields: tuple[int, int | bytes | str]) -> bytes:
    return proto.encode((PROTOCOL, proto.encode(*fields)))


def _context(quote: Quote | None) -> list[tuple[int, bytes]]:
    if quote is None:
        return []
    return [(CONTEXT, proto.encode((1, quote.id), (2, quote.sender), (3, quote.message)))]
