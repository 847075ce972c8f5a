"""Stanzas between phones: who gets what, how often, and until when."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner
from tests.until import until

ALICE, BOB = "15550001", "15550002"


@pytest.fixture
def alice(loopback: Loopback) -> Owner:
    return Owner(loopback, ALICE, "Alice")


@pytest.fixture
def bob(loopback: Loopback) -> Owner:
    return Owner(loopback, BOB, "Bob")


def message(to: str, *, message_id: str = "M1", count: str = "") -> Node:
    encrypted = Node("enc", {"v": "2", "type": "msg", "count": count}, b"ciphertext")
    copies = Node("participants", content=[Node("to", {"jid": to}, [encrypted])])
    children = [encrypted] if count else [copies, Node("bot", {"biz_bot": "1"})]
    return Node("message", {"id": message_id, "type": "text", "to": to}, children)


def heard(owner: Owner, tag: str) -> list[Node]:
    return [node for node in list(owner.heard) if node.tag == tag]


def ack_of(owner: Owner, number: int = 0) -> Node:
    return until(lambda: heard(owner, "ack")[number : number + 1], "an ack")[0]


def lid(owner: Owner) -> str:
    address = owner.loopback.run(owner.loopback.server.network.lid, owner.number)
    assert address
    return address


def test_a_message_reaches_a_person_by_number_and_by_lid(alice: Owner, bob: Owner) -> None:
    for number, address in enumerate((f"{BOB}@s.whatsapp.net", lid(bob))):
        alice.say(message(address, message_id=f"M{number}"))
    first, second = until(lambda: heard(bob, "message")[1:] and heard(bob, "message"), "both")
    for got in (first, second):
        assert got.get("from") == lid(alice)
        assert got.get("sender_pn") == f"{ALICE}@s.whatsapp.net"
        assert got.get("notify") == "Alice"
        assert [child.tag for child in got.children] == ["enc"]
    assert (ack_of(alice).get("class"), ack_of(alice).get("error")) == ("message", "")


def test_people_may_appear_by_number_instead(tmp_path: Path) -> None:
    with Loopback(tmp_path, addressing="pn") as loopback:
        alice, bob = Owner(loopback, ALICE), Owner(loopback, BOB)
        alice.say(message(lid(bob)))
        (got,) = until(lambda: heard(bob, "message"), "the message")
        assert got.get("from") == f"{ALICE}@s.whatsapp.net"
        assert got.get("sender_lid") == lid(alice)


def test_a_message_that_is_sent_again_is_delivered_once_and_acknowledged_twice(
    alice: Owner, bob: Owner
) -> None:
    for _ in range(2):
        alice.say(message(lid(bob)))
    ack_of(alice, 1)
    alice.say(message(lid(bob), message_id="M2"))
    until(lambda: len(heard(bob, "message")) >= 2, "the next message")
    assert [got.get("id") for got in heard(bob, "message")] == ["M1", "M2"]


def test_a_resend_that_was_asked_for_is_delivered(alice: Owner, bob: Owner) -> None:
    alice.say(message(lid(bob)))
    for count in ("1", "2", "2"):
        alice.say(message(lid(bob), count=count))
    ack_of(alice, 3)
    until(lambda: len(heard(bob, "message")) == 3, "the first one and two resends")


def test_nobody_is_said_to_be_nobody(alice: Owner) -> None:
    alice.say(message("15559999@s.whatsapp.net"))
    assert ack_of(alice).get("error") == "404"


@pytest.mark.parametrize("to", ["", "nonsense:x@lid"])
def test_a_malformed_address_is_refused(alice: Owner, to: str) -> None:
    alice.say(message(to))
    assert ack_of(alice).get("error") == "400"


def test_what_is_not_receipted_comes_again(alice: Owner, bob: Owner) -> None:
    bob.loopback.run(bob.line.close)
    for number in range(3):
        alice.say(message(lid(bob), message_id=f"M{number}"))
    ack_of(alice, 2)
    bob.heard.clear()
    bob.dial()
    until(lambda: len(heard(bob, "ib")) == 2, "the end of what waited")
    preview, *messages, end = bob.heard
    assert preview.children[0].attrs["message"] == "3"
    assert [it.get("id") for it in messages] == ["M0", "M1", "M2"]
    assert all(it.get("offline") for it in messages)
    assert end.children[0].attrs["count"] == "3"

    bob.say(Node("receipt", {"id": "M1", "to": messages[1].get("from"), "type": "inactive"}))
    bob.say(Node("receipt", {"id": "M2", "to": messages[2].get("from"), "type": "read"}))
    bob.heard.clear()
    bob.dial()
    until(lambda: len(heard(bob, "ib")) == 2, "the end of what waited")
    assert [it.get("id") for it in heard(bob, "message")] == ["M0", "M2"]


def test_a_receipt_is_acknowledged_and_told_to_the_sender_until_it_acknowledges(
    alice: Owner, bob: Owner
) -> None:
    bob.say(Node("receipt", {"id": "M1", "to": lid(alice), "type": "read"}))
    assert ack_of(bob).attrs == {
        "class": "receipt",
        "from": lid(alice),
        "id": "M1",
        "type": "read",
    }
    (told,) = until(lambda: heard(alice, "receipt"), "the receipt")
    assert (told.get("id"), told.get("from"), told.get("type")) == ("M1", lid(bob), "read")
    alice.say(Node("ack", {"class": "receipt", "id": "M1", "to": lid(bob), "type": "read"}))
    alice.heard.clear()
    alice.dial()
    until(lambda: heard(alice, "ib"), "the end of what waited")
    assert heard(alice, "receipt") == []


@pytest.mark.parametrize("kind", ["sender", "peer_msg", "hist_sync", "read-self"])
def test_some_receipts_are_nobody_elses_business(alice: Owner, bob: Owner, kind: str) -> None:
    bob.say(Node("receipt", {"id": "M1", "to": lid(alice), "type": kind}))
    bob.say(Node("receipt", {"id": "M2", "to": lid(alice)}))
    until(lambda: heard(alice, "receipt"), "the other receipt")
    assert [it.get("id") for it in heard(alice, "receipt")] == ["M2"]


def test_typing_is_told_now_or_never(alice: Owner, bob: Owner) -> None:
    typing = Node("chatstate", {"to": lid(bob)}, [Node("composing")])
    alice.say(typing)
    (told,) = until(lambda: heard(bob, "chatstate"), "the typing")
    assert (told.get("from"), told.children[0].tag) == (lid(alice), "composing")
    bob.loopback.run(bob.line.close)
    alice.say(typing)
    bob.heard.clear()
    bob.dial()
    until(lambda: heard(bob, "ib"), "the end of what waited")
    assert heard(bob, "chatstate") == []


def test_presence_is_told_to_subscribers_as_it_changes(alice: Owner, bob: Owner) -> None:
    alice.say(Node("presence", {"type": "subscribe", "to": lid(bob)}))
    bob.say(Node("presence", {"type": "available", "name": "Robert"}))
    bob.loopback.run(bob.line.close)
    told = until(lambda: heard(alice, "presence")[2:] and heard(alice, "presence"), "three")
    assert [it.get("type") for it in told] == ["unavailable", "", "unavailable"]
    assert told[0].get("last") == "deny"
    assert told[2].get("last").isdigit()
    assert {it.get("from") for it in told} == {lid(bob)}


def test_a_line_that_is_closed_says_so(alice: Owner) -> None:
    alice.loopback.run(alice.line.close)
    alice.loopback.run(alice.line.close)
    with pytest.raises(ConnectionError, match="dial again"):
        alice.say(Node("presence", {"type": "available"}))


def test_dialling_again_closes_the_earlier_line(alice: Owner, bob: Owner) -> None:
    earlier = bob.line
    bob.dial()
    with pytest.raises(ConnectionError):
        bob.loopback.run(earlier.send, Node("presence", {"type": "available"}))
    bob.loopback.run(earlier.close)
    alice.say(message(lid(bob)))
    until(lambda: heard(bob, "message"), "the message on the later line")


@pytest.mark.parametrize("number", ["", "0155", "+15550001", "1555000x", "1" * 16])
def test_only_numbers_dial(loopback: Loopback, number: str) -> None:
    network = loopback.server.network
    with pytest.raises(ValueError, match="no phone number"):
        loopback.run(network.dial, number, secrets.token_bytes(32), "", print)


def test_an_unknown_number_has_no_lid_and_no_devices(loopback: Loopback) -> None:
    network = loopback.server.network
    assert loopback.run(network.lid, "15559999") is None
    assert loopback.run(network.devices, "15559999") == []
