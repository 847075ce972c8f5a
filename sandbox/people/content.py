"""Messages as protocol buffers: what a phone shows of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from sandbox.people import fields as f
from sandbox.people import polls, vcard
from sandbox.people.fields import Fields, Layout, sub, text_of
from sandbox.wire import proto
from sandbox.wire.proto import data_of, double_of, int_of

OTHERS = {  # kind, and the field of its message that a phone shows as text
    25: ("template", 0), 28: ("group_invite", 6), 36: ("list", 2), 42: ("buttons", 6),
    45: ("interactive", 0), 66: ("video_note", 0), 75: ("event", 3),
    83: ("album", 0), 86: ("sticker_pack", 2),
}  # fmt: skip

KEYS = (f.DISTRIBUTION, f.SECRET_HOLDER)


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
    gif: bool = False
    target: str = ""
    mentions: tuple[str, ...] = ()  # addresses
    view_once: bool = False
    vote: polls.Sealed | None = None  # opens with the secret of the poll that it refers to


class Incoming(NamedTuple):
    """A decrypted message: own devices say for whom it was, and may speak protocol to us."""

    message: Fields
    raw: bytes
    destination: str = ""


class Distribution(NamedTuple):
    """A sender key, for all messages of its sender in the group from now on."""

    group: str
    key: bytes


def parse(plaintext: bytes) -> Incoming:
    """Raises WireError."""
    message = proto.decode(plaintext)
    sent = data_of(message, f.DEVICE_SENT)
    if not sent:
        return Incoming(message, plaintext)
    inside = proto.decode(sent)
    raw = data_of(inside, 2)
    if f.SECRET_HOLDER not in proto.decode(raw) and f.SECRET_HOLDER in message:
        raw += proto.encode((f.SECRET_HOLDER, data_of(message, f.SECRET_HOLDER)))
    return Incoming(proto.decode(raw), raw, text_of(inside, 1))


def read(message: Fields) -> Content | None:
    """What is to be shown; None for a message that only carries keys or protocol."""
    for wrapper in f.WRAPPERS:
        if wrapper in message:
            held = read(sub(sub(message, wrapper), 1))
            once = wrapper in f.VIEW_ONCES
            return replace(held, view_once=True) if held and once else held
    if f.TEXT in message:
        return Content("text", text_of(message, f.TEXT))
    known = next((number for number in message if number in READERS), None)
    return READERS[known](sub(message, known)) if known is not None else None


def bare(raw: bytes) -> bytes:
    """A message as others may quote it: without the keys and the secret that came with it."""
    message = proto.decode(raw)
    return proto.encode(
        *((number, value) for number in message if number not in KEYS for value in message[number])
    )


def key_request(message: Fields) -> bool:
    """Whether an own device asks for the keys of the app state."""
    return f.PROTOCOL in message and int_of(sub(message, f.PROTOCOL), 2) == f.KEY_REQUEST


def distribution(message: Fields) -> Distribution | None:
    if f.DISTRIBUTION not in message:
        return None
    inside = sub(message, f.DISTRIBUTION)
    return Distribution(text_of(inside, 1), data_of(inside, 2))


def _protocol(inside: Fields) -> Content | None:
    target = text_of(sub(inside, 1), 3)
    kind = int_of(inside, 2)
    if kind == f.EDIT:
        edited = read(sub(inside, 14))
        return Content("edit", edited.text if edited else "", target=target)
    return Content("revoke", target=target) if kind == f.REVOKE and target else None


def _reaction(inside: Fields) -> Content:
    return Content("reaction", text_of(inside, 2), target=text_of(sub(inside, 1), 3))


def _pin(inside: Fields) -> Content:
    return Content("pin", target=text_of(sub(inside, 1), 3))


def _with_context(kind: str, text: int, inside: Fields) -> Content:
    context = sub(inside, f.CONTEXT)
    return Content(
        kind,
        text_of(inside, text) if text else "",
        target=text_of(context, 1),
        mentions=tuple(f.texts_of(context, 15)),
    )


def _location(kind: str, name: int, inside: Fields) -> Content:
    shown = _with_context(kind, name, inside)
    where = f"{double_of(inside, 1):.6f},{double_of(inside, 2):.6f}"
    return replace(shown, text=f"{where} {shown.text}".rstrip())


def _contact(inside: Fields) -> Content:
    return replace(_with_context("contact", 0, inside), text=_card(inside))


def _contacts(inside: Fields) -> Content:
    cards = [_card(f.decode(card)) for card in f.all_of(inside, 2)]
    return replace(_with_context("contact", 0, inside), text="\n".join(cards))


def _card(inside: Fields) -> str:
    return f"{text_of(inside, 1)} {vcard.number(text_of(inside, f.VCARD))}".strip()


def _poll(inside: Fields) -> Content:
    poll = polls.read(inside)
    return Content("poll", "\n".join([poll.question, *poll.options]))


def _vote(inside: Fields) -> Content:
    sealed = sub(inside, 2)
    vote = polls.Sealed(data_of(sealed, 1), data_of(sealed, 2))
    return Content("poll_vote", target=text_of(sub(inside, 1), 3), vote=vote)


def _media(kind: str, layout: Layout, inside: Fields) -> Content:
    stored = Stored(
        text_of(inside, layout.path),
        data_of(inside, layout.key),
        data_of(inside, layout.sha256),
        data_of(inside, layout.enc_sha256),
        int_of(inside, layout.length),
    )
    return replace(
        _with_context(kind, layout.caption, inside),
        stored=stored,
        mimetype=text_of(inside, layout.mimetype),
        filename=text_of(inside, layout.filename) if layout.filename else "",
        ptt=_flag(inside, layout.ptt),
        gif=_flag(inside, layout.gif),
        view_once=_flag(inside, layout.view_once),
    )


def _flag(inside: Fields, number: int) -> bool:
    return bool(number and int_of(inside, number))


READERS: dict[int, Callable[[Fields], Content | None]] = {
    f.PROTOCOL: _protocol,
    f.EXTENDED_TEXT: partial(_with_context, "text", 1),
    f.REACTION: _reaction,
    f.PIN: _pin,
    f.LOCATION: partial(_location, "location", 3),
    f.LIVE_LOCATION: partial(_location, "live_location", 6),
    f.CONTACT: _contact,
    f.CONTACTS: _contacts,
    f.POLL_VOTE: _vote,
    **dict.fromkeys(f.POLLS, _poll),
    **{layout.field: partial(_media, kind, layout) for kind, layout in f.LAYOUTS.items()},
    **{number: partial(_with_context, *other) for number, other in OTHERS.items()},
}
