"""A phone's own messages as protocol buffers."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from typing import NamedTuple

from sandbox.people import fields as f
from sandbox.people import polls, vcard
from sandbox.people.content import Stored
from sandbox.people.fields import LAYOUTS
from sandbox.people.media import Media, Sealed
from sandbox.wire import proto
from sandbox.wire.proto import data_of


class Quote(NamedTuple):
    """The message that ours answers: its id, the address of its sender, and itself."""

    id: str
    sender: str
    message: bytes


class Context(NamedTuple):
    """What a message refers to: another one, and people, by their addresses."""

    quote: Quote | None = None
    mentions: Sequence[str] = ()

    def fields(self) -> list[tuple[int, bytes]]:
        inside: list[tuple[int, bytes | str]] = []
        if self.quote:
            inside += [(1, self.quote.id), (2, self.quote.sender), (3, self.quote.message)]
        inside += [(15, address) for address in self.mentions]
        return [(f.CONTEXT, proto.encode(*inside))] if inside else []


class Key(NamedTuple):
    """Names a message to all in its chat; `participant` wrote it: another, in a group."""

    chat: str
    id: str
    from_me: bool
    participant: str = ""

    def encode(self) -> bytes:
        author = [(4, self.participant)] if self.participant else []
        return proto.encode((1, self.chat), (2, self.from_me), (3, self.id), *author)


def text(words: str, context: Context = Context()) -> bytes:  # noqa: B008  it cannot change
    if context == Context():
        return proto.encode((f.TEXT, words))
    return proto.encode((f.EXTENDED_TEXT, proto.encode((1, words), *context.fields())))


def media(
    item: Media,
    stored: Stored,
    caption: str,
    context: Context = Context(),  # noqa: B008  it cannot change
    view_once: bool = False,
) -> bytes:
    layout = LAYOUTS[item.kind]
    values: dict[int, int | bytes | str] = {
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
        values[layout.caption] = caption
    if layout.filename:
        values[layout.filename] = item.filename or "file"
    flags = {layout.ptt: item.ptt, layout.gif: item.gif, layout.view_once: view_once}
    values |= {number: 1 for number, flag in flags.items() if number and flag}
    message = proto.encode(
        (layout.field, proto.encode(*sorted(values.items()), *context.fields()))
    )
    if view_once:
        return _wrapped(f.VIEW_ONCE, message)
    with_caption = item.kind == "document" and caption
    return _wrapped(f.DOCUMENT_WITH_CAPTION, message) if with_caption else message


def stored(item: Media, sealed: Sealed, url: str, path: str) -> Stored:
    plain = hashlib.sha256(item.data).digest()
    return Stored(path, sealed.key, plain, sealed.sha256, len(item.data), url)


def location(latitude: float, longitude: float, name: str) -> bytes:
    named = [(3, name)] if name else []
    place = proto.encode((1, float(latitude)), (2, float(longitude)), *named)
    return proto.encode((f.LOCATION, place))


def contact(name: str, number: str) -> bytes:
    card = proto.encode((1, name), (f.VCARD, vcard.write(name, number)))
    return proto.encode((f.CONTACT, card))


def reaction(key: Key, emoji: str) -> bytes:
    return proto.encode((f.REACTION, proto.encode((1, key.encode()), (2, emoji), (4, _now()))))


def edit(key: Key, message: bytes) -> bytes:
    """`message` takes the place of the one that `key` names."""
    change = protocol((1, key.encode()), (2, f.EDIT), (14, message), (15, _now()))
    return _wrapped(f.EDITED, change)


def caption(kind: str, words: str) -> bytes:
    """What an edit of a file with a caption says."""
    layout = LAYOUTS[kind]
    return proto.encode((layout.field, proto.encode((layout.caption, words))))


def revoke(key: Key) -> bytes:
    return protocol((1, key.encode()), (2, f.REVOKE))


def vote(key: Key, sealed: polls.Sealed) -> bytes:
    inside = proto.encode((1, sealed.payload), (2, sealed.iv))
    ballot = proto.encode((1, key.encode()), (2, inside), (4, _now()))
    return proto.encode((f.POLL_VOTE, ballot))


def distribution(group: str, key: bytes) -> bytes:
    """Gives a device our sender key; it may stand behind any other message."""
    return proto.encode((f.DISTRIBUTION, proto.encode((1, group), (2, key))))


def device_sent(destination: str, message: bytes) -> bytes:
    """What own devices get: the message, and for whom it was; its secret lies beside it."""
    sent = (f.DEVICE_SENT, proto.encode((1, destination), (2, message)))
    holder = data_of(proto.decode(message), f.SECRET_HOLDER)
    return proto.encode(sent, (f.SECRET_HOLDER, holder)) if holder else proto.encode(sent)


def protocol(*fields: tuple[int, int | bytes | str]) -> bytes:
    return proto.encode((f.PROTOCOL, proto.encode(*fields)))


def _wrapped(wrapper: int, message: bytes) -> bytes:
    return proto.encode((wrapper, proto.encode((1, message))))


def _now() -> int:
    return int(time.time() * 1000)
