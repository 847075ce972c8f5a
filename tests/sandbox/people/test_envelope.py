"""What a stanza says of its message (the table of whatsmeow's send.go)."""

from __future__ import annotations

import pytest

from sandbox.people import compose, envelope, polls
from sandbox.people.compose import Key
from sandbox.people.content import Stored
from sandbox.people.envelope import Envelope
from sandbox.people.media import Media
from sandbox.wire import proto

OWN, OTHER = Key("1@g.us", "3EB0A", True), Key("1@g.us", "3EB0A", False, "2@lid")
STORED = Stored("/p?", b"k", b"h", b"e", 1)


def media(kind: str, *, view_once: bool = False, words: str = "", **more: bool) -> bytes:
    item = Media(kind, "x/y", b"data", **more)
    return compose.media(item, STORED, words, view_once=view_once)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (compose.text("hello"), Envelope()),
        (compose.location(1.0, 2.0, ""), Envelope()),
        (compose.reaction(OTHER, "👍"), Envelope("reaction", hidden=True)),
        (compose.reaction(OTHER, ""), Envelope("reaction", edit="7", hidden=True)),
        (compose.edit(OWN, compose.text("better")), Envelope(edit="1", hidden=True)),
        (compose.revoke(OWN), Envelope(edit="7", hidden=True)),
        (compose.revoke(OTHER), Envelope(edit="8", hidden=True)),
        (polls.write("?", ["a", "b"], 1), Envelope("poll", poll="creation")),
        (compose.vote(OWN, polls.Sealed(b"", b"")), Envelope("poll", hidden=True, poll="vote")),
        (compose.contact("Ann", "1"), Envelope("media", "vcard")),
        (proto.encode((13, b"")), Envelope("media", "contact_array")),
        (media("image"), Envelope("media", "image")),
        (media("image", view_once=True), Envelope("media", "image")),
        (media("video", gif=True), Envelope("media", "gif")),
        (media("audio"), Envelope("media", "audio")),
        (media("audio", ptt=True), Envelope("media", "ptt")),
        (media("document", words="read"), Envelope("media", "document")),
        (media("sticker"), Envelope("media", "sticker")),
    ],
)
def test_of_each_kind(message: bytes, said: Envelope) -> None:
    assert envelope.of(proto.decode(message)) == said
