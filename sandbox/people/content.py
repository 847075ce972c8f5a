"""Messages as protocol buffers: what a phone shows of one, and how it writes its own.

Field numbers are those of WhatsApp's `Message`; only what a phone shows is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sandbox.wire import proto
from sandbox.wire.errors import WireError
from sandbox.wire.proto import data_of, int_of

Fields = dict[int, list[int | bytes]]

CONTEXT = 17  # contextInfo, in every kind of message
DEVICE_SENT = 31
PROTOCOL, REVOKE, EDIT, KEY_REQUEST, KEY_SHARE = 12, 0, 14, 7, 6
TEXT, EXTENDED_TEXT, REACTION = 1, 6, 46
# view once, ephemeral, document with caption, … hold a message in their field 1
WRAPPERS = (37, 40, 53, 55, 58, 59, 74)
OTHERS = {  # kind, and the field of its message that a phone shows as text
    4: ("contact", 1), 5: ("location", 3), 13: ("contacts", 1), 18: ("live_location", 6),
    25: ("template", 0), 28: ("group_invite", 6), 36: ("list", 2), 42: ("buttons", 6),
    45: ("interactive", 0), 49: ("poll", 2), 50: ("poll_vote", 0), 60: ("poll", 2),
    63: ("pin", 0), 64: ("poll", 2), 66: ("video_note", 0), 75: ("event", 3), 83: ("album", 0),
    86: ("sticker_pack", 2),
}  # fmt: skip
POLL_OPTIONS = 3


class Layout(NamedTuple):
    """Field numbers of a kind of media message; 0 where it has no such field."""

    field: int
    mimetype: int
    sha256: int
    length: int
    key: int
    enc_sha256: int
    path: int
    timestamp: int
    caption: int = 0
    filename: int = 0
    ptt: int = 0
    url: int = 1


LAYOUTS = {
    "image": Layout(3, 2, 4, 5, 8, 9, 11, 12, caption=3),
    "video": Layout(9, 2, 3, 4, 6, 11, 13, 14, caption=7),
    "audio": Layout(8, 2, 3, 4, 7, 8, 9, 10, ptt=6),
    "document": Layout(7, 2, 4, 5, 7, 9, 10, 11, caption=20, filename=8),
    "sticker": Layout(26, 5, 2, 9, 4, 3, 8, 10),
}


class Stored(NamedTuple):
    """A file at the media server: where it is and how it opens."""

    path: str
    key: bytes
    sha256: bytes  # of the plain file
    enc_sha256: bytes  # of the stored one
    length: int
    url: str = ""


@dataclass(frozen=True)
class Content:
    """What a phone shows of a message. `target` is the id of the message that it refers to."""

    kind: str
    text: str = ""
    stored: Stored | None = None
    mimetype: str = ""
    filename: str = ""
    ptt: bool = False
    target: str = ""
    mentions: tuple[str, ...] = field(default=())  # addresses


class Incoming(NamedTuple):
    """A decrypted message: own devices say for whom it was, and may speak protocol to us."""

    message: Fields
    raw: bytes
    destination: str = ""


def parse(plaintext: bytes) -> Incoming:
    """Raises WireError."""
    message = proto.decode(plaintext)
    sent = data_of(message, DEVICE_SENT)
    if not sent:
        return Incoming(message, plaintext)
    fields = proto.decode(sent)
    raw = data_of(fields, 2)
    return Incoming(proto.decode(raw), raw, _text(fields, 1))


def read(message: Fields) -> Content | None:
    """What is to be shown; None for a message that only carries keys or protocol."""
    for wrapper in WRAPPERS:
        if wrapper in message:
            return read(_sub(_sub(message, wrapper), 1))
    if PROTOCOL in message:
        return _protocol(_sub(message, PROTOCOL))
    if TEXT in message:
        return Content("text", _text(message, TEXT))
    if EXTENDED_TEXT in message:
        return _with_context("text", _sub(message, EXTENDED_TEXT), text=1)
    if REACTION in message:
        fields = _sub(message, REACTION)
        return Content("reaction", _text(fields, 2), target=_text(_sub(fields, 1), 3))
    for kind, layout in LAYOUTS.items():
        if layout.field in message:
            return _media(kind, layout, _sub(message, layout.field))
    known = next((number for number in OTHERS if number in message), None)
    return _other(*OTHERS[known], _sub(message, known)) if known else None


def key_request(message: Fields) -> bool:
    """Whether an own device asks for the keys of the app state."""
    return PROTOCOL in message and int_of(_sub(message, PROTOCOL), 2) == KEY_REQUEST


def _protocol(fields: Fields) -> Content | None:
    target = _text(_sub(fields, 1), 3)
    kind = int_of(fields, 2)
    if kind == EDIT:
        edited = read(_sub(fields, EDIT))
        return Content("edit", edited.text if edited else "", target=target)
    return Content("revoke", target=target) if kind == REVOKE and target else None


def _with_context(kind: str, fields: Fields, text: int) -> Content:
    context = _sub(fields, CONTEXT)
    mentions = tuple(
        m.decode(errors="replace") for m in context.get(15, []) if isinstance(m, bytes)
    )
    return Content(
        kind,
        _text(fields, text) if text else "",
        target=_text(context, 1),
        mentions=mentions,
    )


def _other(kind: str, text: int, fields: Fields) -> Content:
    shown = _with_context(kind, fields, text)
    if kind != "poll":
        return shown
    options = [o for o in fields.get(POLL_OPTIONS, []) if isinstance(o, bytes)]
    names = [_text(_decode(option), 1) for option in options]
    return replace(shown, text="\n".join([shown.text, *names]))


def _media(kind: str, layout: Layout, fields: Fields) -> Content:
    base = _with_context(kind, fields, layout.caption)
    stored = Stored(
        _text(fields, layout.path),
        data_of(fields, layout.key),
        data_of(fields, layout.sha256),
        data_of(fields, layout.enc_sha256),
        int_of(fields, layout.length),
    )
    return Content(
        kind,
        base.text,
        stored,
        _text(fields, layout.mimetype),
        _text(fields, layout.filename) if layout.filename else "",
        bool(layout.ptt and int_of(fields, layout.ptt)),
        base.target,
        base.mentions,
    )


def _sub(fields: Fields, number: int) -> Fields:
    return _decode(data_of(fields, number))


def _decode(data: bytes) -> Fields:
    """What cannot be read is shown as if it were empty."""
    try:
        return proto.decode(data)
    except WireError:
        return {}


def _text(fields: Fields, number: int) -> str:
    return data_of(fields, number).decode(errors="replace")
