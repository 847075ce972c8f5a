"""What a phone writes, it can read; what it shows of others' messages."""

from __future__ import annotations

import pytest

from sandbox.people import compose, content, polls, vcard
from sandbox.people import fields as f
from sandbox.people.fields import LAYOUTS
from sandbox.people.media import Media, seal, unseal
from sandbox.people.padding import pad, unpad
from sandbox.people.signal.errors import BadMessage
from sandbox.wire import proto

INFO = b"WhatsApp Image Keys"


def read(message: bytes) -> content.Content:
    shown = content.read(content.parse(message).message)
    assert shown is not None
    return shown


def test_text() -> None:
    assert read(compose.text("hällo")) == content.Content("text", "hällo")


def test_a_quote_names_the_message_it_answers() -> None:
    quote = compose.Quote("3EB0A", "15550001@s.whatsapp.net", compose.text("question"))
    shown = read(compose.text("answer", compose.Context(quote)))
    assert (shown.text, shown.target) == ("answer", "3EB0A")


def test_a_pin_names_the_message_that_is_pinned() -> None:
    pin = proto.encode((1, proto.encode((3, "3EB0A"))), (2, 1))
    assert read(proto.encode((f.PIN, pin))) == content.Content("pin", target="3EB0A")


def test_a_quoted_message_leaves_its_keys_and_its_secret_behind() -> None:
    poll = polls.write("?", ["a", "b"], 1)
    bare = content.bare(poll + compose.distribution("1@g.us", b"key"))
    assert list(proto.decode(bare)) == [f.POLL]
    assert content.bare(compose.text("hello")) == compose.text("hello")


@pytest.mark.parametrize("kind", LAYOUTS)
def test_media(kind: str) -> None:
    item = Media(kind, "x/y", b"data", "a.bin", ptt=kind == "audio")
    sealed = seal(item.data, INFO)
    stored = compose.stored(item, sealed, "https://host/p", "/p?x")
    shown = read(compose.media(item, stored, "caption"))
    assert (shown.kind, shown.mimetype) == (kind, "x/y")
    assert shown.stored == stored._replace(url="")
    assert shown.text == ("" if kind in ("sticker", "audio") else "caption")
    assert shown.filename == ("a.bin" if kind == "document" else "")
    assert shown.ptt == (kind == "audio")


@pytest.mark.parametrize("wrapper", f.WRAPPERS)
def test_a_wrapped_message_is_shown_as_what_it_holds(wrapper: int) -> None:
    inner = proto.encode((1, compose.text("inside")))
    shown = read(proto.encode((wrapper, inner)))
    assert (shown.text, shown.view_once) == ("inside", wrapper in f.VIEW_ONCES)


def test_a_message_of_an_own_device_tells_for_whom_it_was() -> None:
    incoming = content.parse(compose.device_sent("1@lid", compose.text("to you")))
    assert incoming.destination == "1@lid"
    assert incoming.raw == compose.text("to you")


def test_reaction_edit_and_revocation_refer_to_their_message() -> None:
    key = proto.encode((3, "3EB0A"))
    assert read(proto.encode((46, proto.encode((1, key), (2, "👍"))))) == content.Content(
        "reaction", "👍", target="3EB0A"
    )
    edit = compose.protocol((1, key), (2, 14), (14, compose.text("better")))
    assert read(edit) == content.Content("edit", "better", target="3EB0A")
    assert read(compose.protocol((1, key), (2, 0))).kind == "revoke"


def test_a_poll_shows_its_question_and_its_options() -> None:
    options = [(3, proto.encode((1, option))) for option in ("tea", "coffee")]
    poll = proto.encode((64, proto.encode((2, "what?"), *options)))
    assert read(poll) == content.Content("poll", "what?\ntea\ncoffee")


def test_messages_of_protocol_are_not_shown() -> None:
    assert content.read(content.parse(compose.protocol((2, 6))).message) is None


def test_a_file_opens_with_its_key_only_and_only_unchanged() -> None:
    sealed = seal(b"picture", INFO)
    assert unseal(sealed.body, sealed.key, INFO) == b"picture"
    for body, key, info in [
        (sealed.body, bytes(32), INFO),
        (sealed.body, sealed.key, b"WhatsApp Video Keys"),
        (bytes(1) + sealed.body[1:], sealed.key, INFO),
    ]:
        with pytest.raises(BadMessage):
            unseal(body, key, info)


def test_padding_hides_the_length_and_comes_off() -> None:
    sizes = {len(pad(b"x")) for _ in range(500)}
    assert sizes == set(range(2, 17))
    assert unpad(pad(b"hello")) == b"hello"
    with pytest.raises(BadMessage):
        unpad(b"hello\x00")
    with pytest.raises(BadMessage):
        unpad(b"")


@pytest.mark.parametrize(
    ("card", "number"),
    [
        (vcard.write("Ann; and, \\ so", "15550001"), "15550001"),
        ("BEGIN:VCARD\nitem1.TEL:+1 (555) 0001\nEND:VCARD", "15550001"),
        ("BEGIN:VCARD\nFN:Ann\nEND:VCARD", ""),
    ],
)
def test_the_number_on_a_card(card: str, number: str) -> None:
    assert vcard.number(card) == number


def test_a_name_cannot_break_out_of_its_line() -> None:
    lines = vcard.write("Ann\nTEL:+666; x", "15550001").split("\n")
    assert lines[3] == r"FN:Ann\nTEL:+666\; x"


def test_the_secret_of_an_own_device_s_message_comes_with_it() -> None:
    poll = polls.write("?", ["a", "b"], 1)
    secret = polls.of(poll)
    sent = content.parse(compose.device_sent("1@lid", poll))
    assert polls.of(sent.raw) == secret
    message, holder = proto.decode(poll), proto.decode(compose.device_sent("1@lid", poll))
    assert holder[f.SECRET_HOLDER] == message[f.SECRET_HOLDER]
