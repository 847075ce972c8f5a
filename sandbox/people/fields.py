"""Field numbers of WhatsApp's `Message`, those that a phone reads or writes, and their values."""

from __future__ import annotations

from typing import NamedTuple

from sandbox.wire import proto
from sandbox.wire.errors import WireError
from sandbox.wire.proto import data_of

Fields = dict[int, list[int | bytes]]

TEXT, EXTENDED_TEXT = 1, 6
DISTRIBUTION = 2  # of a sender key
CONTACT, CONTACTS, VCARD = 4, 13, 16
LOCATION, LIVE_LOCATION = 5, 18
PROTOCOL, REVOKE, EDIT, HISTORY, KEY_SHARE, KEY_REQUEST = 12, 0, 14, 5, 6, 7
CONTEXT = 17  # contextInfo, in nearly every kind of message
DEVICE_SENT = 31
SECRET_HOLDER, SECRET = 35, 3  # messageContextInfo, and the secret in it
REACTION = 46
PIN = 63
POLLS, POLL, POLL_VOTE = (49, 60, 64, 111), 64, 50
EDITED = 58
DOCUMENT_WITH_CAPTION = 53
VIEW_ONCE, VIEW_ONCES = 55, (37, 55, 59)
# view once, ephemeral, document with caption, edited, … hold a message in their field 1
WRAPPERS = (37, 40, 53, 55, 58, 59, 74)


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
    gif: int = 0
    view_once: int = 0
    url: int = 1


LAYOUTS = {
    "image": Layout(3, 2, 4, 5, 8, 9, 11, 12, caption=3, view_once=25),
    "video": Layout(9, 2, 3, 4, 6, 11, 13, 14, caption=7, gif=8, view_once=20),
    "audio": Layout(8, 2, 3, 4, 7, 8, 9, 10, ptt=6, view_once=21),
    "document": Layout(7, 2, 4, 5, 7, 9, 10, 11, caption=20, filename=8),
    "sticker": Layout(26, 5, 2, 9, 4, 3, 8, 10),
}


def sub(fields: Fields, number: int) -> Fields:
    return decode(data_of(fields, number))


def decode(data: bytes) -> Fields:
    """What cannot be read is shown as if it were empty."""
    try:
        return proto.decode(data)
    except WireError:
        return {}


def text_of(fields: Fields, number: int) -> str:
    return data_of(fields, number).decode(errors="replace")


def all_of(fields: Fields, number: int) -> list[bytes]:
    """The values of a repeated field."""
    return [value for value in fields.get(number, []) if isinstance(value, bytes)]


def texts_of(fields: Fields, number: int) -> list[str]:
    return [value.decode(errors="replace") for value in all_of(fields, number)]
