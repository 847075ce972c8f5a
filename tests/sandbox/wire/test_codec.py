"""Stanzas survive their binary form, and damage is noticed."""

from __future__ import annotations

import random
import zlib

import pytest

from sandbox.wire import tokens
from sandbox.wire.codec import WireError, decode, encode
from sandbox.wire.node import Node

JIDS = (
    "15550001@s.whatsapp.net",
    "15550001:1@s.whatsapp.net",
    "915550001@lid",
    "915550001:99@lid",
    "120363000000000001@g.us",
    "status@broadcast",
    "15550001:3@hosted",
)


def a_word(rng: random.Random) -> str:
    letters = "abcXYZ019-. ❤"
    return rng.choice(
        [
            rng.choice(tokens.SINGLE[1:]),
            rng.choice(tokens.DOUBLE),
            rng.choice(JIDS),
            "".join(rng.choice(letters) for _ in range(rng.choice((1, 7, 130, 300)))),
        ]
    )


def a_node(rng: random.Random, depth: int = 0) -> Node:
    attrs = {a_word(rng): a_word(rng) for _ in range(rng.randrange(4))}
    content: list[Node] | bytes | None = rng.choice(
        [None, b"", rng.randbytes(rng.choice((1, 255, 256, 70_000)))]
    )
    if depth < 3 and rng.random() < 0.5:
        content = [a_node(rng, depth + 1) for _ in range(rng.choice((1, 2, 5)))]
    return Node(rng.choice(tokens.SINGLE[3:]), attrs, content)


@pytest.mark.parametrize("seed", range(50))
def test_any_stanza_comes_back_as_it_was(seed: int) -> None:
    node = a_node(random.Random(seed))
    assert decode(encode(node)) == node


@pytest.mark.parametrize("jid", JIDS)
def test_addresses_travel_as_addresses(jid: str) -> None:
    assert jid.encode() not in encode(Node("to", {"jid": jid}))
    assert decode(encode(Node("to", {"jid": jid}))).get("jid") == jid


def test_the_servers_own_address_is_one_where_an_address_belongs() -> None:
    node = Node("iq", {"from": "s.whatsapp.net"})
    assert b"\xfa\x00\x03" in encode(node)  # an address with an empty user
    assert decode(encode(node)) == node


def test_a_name_that_looks_like_an_address_stays_a_name() -> None:
    node = Node("message", {"notify": "me:x@lid"})
    assert decode(encode(node)) == node


@pytest.mark.parametrize("text", ["a:b@lid", "1:300@lid", "@lid", "x@example.org", "1 2@lid"])
def test_what_is_no_address_travels_as_text(text: str) -> None:
    node = Node("message", {"id": text})
    assert text.encode() in encode(node)
    assert decode(encode(node)) == node


def test_many_children_fit() -> None:
    node = Node("list", {}, [Node("key") for _ in range(812)])
    assert decode(encode(node)) == node


def test_an_absent_attribute_is_not_sent() -> None:
    assert decode(encode(Node("ack", {"id": "1", "error": ""}))).attrs == {"id": "1"}


def test_packed_digits_and_hex_are_read() -> None:
    digits = bytes([0, 248, 3, 8, 8, 255, 0x82, 0x12, 0x3F])  # <id id="123"/>
    letters = bytes([0, 248, 3, 8, 8, 251, 2, 0xAB, 0xC0])
    assert decode(digits).get("id") == "123"
    assert decode(letters).get("id") == "ABC0"


def test_a_compressed_stanza_is_read() -> None:
    node = Node("message", {"id": "1"}, b"x" * 1000)
    assert decode(b"\x02" + zlib.compress(encode(node)[1:])) == node


@pytest.mark.parametrize("seed", range(20))
def test_a_stanza_that_is_cut_off_is_refused(seed: int) -> None:
    rng = random.Random(seed)
    data = encode(a_node(rng))
    with pytest.raises(WireError):
        decode(data[: rng.randrange(len(data))])


@pytest.mark.parametrize("seed", range(200))
def test_noise_is_read_as_something_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    try:
        decode(b"\0\xf8" + rng.randbytes(rng.randrange(1, 60)))
    except WireError:
        return


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\x00\xf8\x00",
        b"\x00\xf8\x01\x08trailing",
        b"\x02no zlib at all",
        b"\x02" + zlib.compress(bytes(17 << 20)),
        b"\x00" + b"\xf8\x02\x08\xf8\x01" * 100,
        b"\x00\xf8\x01\xfc\x01\xff",
    ],
)
def test_what_is_no_stanza_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data)


def test_a_log_shows_the_shape_and_not_the_contents() -> None:
    node = Node("message", {"id": "<1>"}, [Node("enc", {}, b"secret" * 10), Node("meta")])
    text = str(node)
    assert text.startswith('<message id="&lt;1&gt;"><enc>')
    assert text.endswith("… 60 bytes</enc><meta/></message>")
