"""Phones with each other, through the loopback WhatsApp."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.people.errors import PhoneError
from sandbox.people.fields import LAYOUTS
from sandbox.people.media import Media
from sandbox.wire.node import Node
from tests.sandbox.people.hand import Hand
from tests.until import until

A, B = "15550001", "15550002"

NewPhone = Callable[..., Hand]


def test_text_both_ways(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    ann.send(B, "hello")
    got = bob.wait(text="hello")
    assert (got.sender, got.recipient, got.chat, got.from_me) == (A, B, A, False)
    bob.send(A, "hello yourself")
    ann.wait(text="hello yourself", sender=B)


def test_a_phone_shows_what_it_sent_itself(new_phone: NewPhone) -> None:
    ann, _ = new_phone(A), new_phone(B)
    sent = ann.send(B, "hello")
    assert ann.messages() == [sent]
    assert (sent.sender, sent.recipient, sent.chat, sent.from_me) == (A, B, B, True)


def test_a_hundred_messages_arrive_once_each_and_in_order(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    for n in range(100):
        ann.send(B, str(n))
        bob.send(A, str(n))
    for hand in (ann, bob):
        hand.wait(text="99", from_me=False)
        got = [m.text for m in hand.messages() if not m.from_me]
        assert got == [str(n) for n in range(100)]


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_file_arrives_as_it_was(new_phone: NewPhone, kind: str) -> None:
    ann, bob = new_phone(A), new_phone(B)
    file = Media(kind, "x/y", bytes(range(256)) * 500, "a.bin" if kind == "document" else "")
    ann.send(B, media=file)
    assert bob.wait(kind=kind).media == file


def test_an_answer_names_what_it_answers(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    question = ann.send(B, "why?")
    bob.send(A, "because", quoted=bob.wait(text="why?").id)
    assert ann.wait(text="because").target == question.message_id


def test_a_message_that_comes_again_is_shown_once(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    came = bob.overhear()
    ann.send(B, "once")
    bob.wait(text="once")
    for stanza in [node for node in came if node.tag == "message"]:
        bob.get(stanza)
    ann.send(B, "and then")
    bob.wait(text="and then")
    assert [m.text for m in bob.messages()] == ["once", "and then"]


def test_a_number_without_a_phone_is_not_on_whatsapp(new_phone: NewPhone) -> None:
    ann = new_phone(A)
    with pytest.raises(PhoneError, match="15550009 is not on WhatsApp"):
        ann.send("15550009", "anybody there?")
    assert ann.messages() == []


@pytest.mark.parametrize("number", ["", "123", "0155500012", "+15550001", "1555000a", "1" * 16])
def test_what_is_no_phone_number_is_refused(new_phone: NewPhone, number: str) -> None:
    with pytest.raises(PhoneError, match="7 to 15 digits"):
        new_phone(number)


def test_a_sticker_carries_no_text(new_phone: NewPhone) -> None:
    ann, _ = new_phone(A), new_phone(B)
    with pytest.raises(PhoneError, match="carries no text"):
        ann.send(B, "words", Media("sticker", "image/webp", b"x"))


def test_a_qr_code_that_nobody_has_shown_is_unknown(new_phone: NewPhone) -> None:
    key = "A" * 43 + "="
    with pytest.raises(PhoneError, match="No device of this network has shown"):
        new_phone(A).scan(f"REF,{key},{key},{key},6")


def test_nobody_waits_for_a_code_that_was_not_asked_for(new_phone: NewPhone) -> None:
    with pytest.raises(PhoneError, match="No device is waiting"):
        new_phone(A).enter_code("ABCD-EFGH")


def test_there_is_nothing_to_unlink(new_phone: NewPhone) -> None:
    with pytest.raises(PhoneError, match="no linked device 1"):
        new_phone(A).unlink(1)


def test_keys_that_others_have_used_up_are_made_anew(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    ann.send(B, "hello")
    bob.wait(text="hello")
    keys = bob.phone.sessions.prekeys.one_time
    before = max(keys)
    low = Node("count", {"value": "4"})
    attrs = {"id": "n1", "type": "encrypt", "from": "s.whatsapp.net", "t": "1"}
    bob.get(Node("notification", attrs, [low]))
    until(lambda: max(keys) > before, "fresh keys")
    ann.send(B, "still there?")
    bob.wait(text="still there?")


def test_only_who_was_written_to_is_sent_a_message_again(new_phone: NewPhone) -> None:
    ann, bob, eve = new_phone(A), new_phone(B), new_phone("15550003")
    sent = ann.send(B, "a secret")
    bob.wait(text="a secret")
    came = eve.overhear()
    wish = Node("retry", {"count": "1", "id": sent.message_id, "t": "1", "v": "1"})
    asked = {"id": sent.message_id, "type": "retry", "from": "15550003@s.whatsapp.net"}
    ann.get(Node("receipt", asked, [wish]))
    ann.send("15550003", "no secret")
    eve.wait(text="no secret")
    assert sent.message_id not in [node.get("id") for node in came if node.tag == "message"]
