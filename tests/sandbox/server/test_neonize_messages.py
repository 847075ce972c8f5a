"""Two real clients write to each other; the server only routes what they encrypt."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner

pytestmark = pytest.mark.neonize

NewLinked = Callable[..., Client]
ALICE, BOB = "15550001", "15550002"


@pytest.fixture
def alice(new_linked: NewLinked) -> Client:
    return new_linked(ALICE, "Alice")


@pytest.fixture
def bob(new_linked: NewLinked) -> Client:
    return new_linked(BOB, "Bob")


def test_texts_go_both_ways_and_are_receipted(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    message_id = alice.call("send_text", BOB, "Hello Bob ❤")
    heard = bob.wait("message", text="Hello Bob ❤")
    lid = loopback.run(loopback.server.network.lid, ALICE)
    assert lid
    assert (heard["id"], heard["name"], heard["from_me"]) == (message_id, "Alice", False)
    assert heard["sender"] == lid.replace("@", ":1@")
    assert heard["alt"].replace(":1@", "@") == f"{ALICE}@s.whatsapp.net"
    alice.wait("receipt", ids=[message_id])

    bob.call("send_text", heard["chat"], "Hello Alice")
    alice.wait("message", text="Hello Alice")
    assert alice.warnings() + bob.warnings() == []


@pytest.mark.parametrize("loopback", [{"addressing": "pn"}], indirect=True)
def test_people_may_appear_by_number(loopback: Loopback, alice: Client, bob: Client) -> None:
    alice.call("send_text", BOB, "Hello Bob")
    heard = bob.wait("message", text="Hello Bob")
    assert heard["sender"] == f"{ALICE}:1@s.whatsapp.net"
    bob.call("send_text", heard["chat"], "Hello Alice")
    alice.wait("message", text="Hello Alice")
    assert alice.warnings() + bob.warnings() == []


def test_a_read_receipt_reaches_the_sender(alice: Client, bob: Client) -> None:
    message_id = alice.call("send_text", BOB, "Read this")
    chat = bob.wait("message", text="Read this")["chat"]
    alice.wait("receipt", ids=[message_id])
    since = len(alice.events)
    bob.call("mark_read", chat, message_id)
    alice.wait("receipt", since=since, ids=[message_id])
    assert bob.warnings() == []


def test_what_was_sent_while_a_client_was_away_arrives_in_order_and_once(
    alice: Client, bob: Client
) -> None:
    alice.call("send_text", BOB, "before")
    bob.wait("message", text="before")
    bob.kill()
    texts = [f"meanwhile {number}" for number in range(5)]
    for text in texts:
        alice.call("send_text", BOB, text)
    since = len(bob.events)
    bob.start()
    bob.wait("message", since=since, text=texts[-1])
    bob.wait("caught_up", since=since)
    heard = [event["text"] for event in bob.events[since:] if event["event"] == "message"]
    assert heard == texts
    assert bob.warnings() == []


def test_a_file_arrives_as_it_was(alice: Client, bob: Client) -> None:
    data = secrets.token_hex(300_000)
    alice.call("send_file", BOB, data, "numbers.bin")
    heard = bob.wait("message", media="numbers.bin")
    assert bob.call("download", heard["raw"]) == data
    assert alice.warnings() + bob.warnings() == []


def test_typing_is_seen(loopback: Loopback, alice: Client, bob: Client) -> None:
    lid = loopback.run(loopback.server.network.lid, BOB)
    alice.call("typing", lid)
    bob.wait("typing", chat=loopback.run(loopback.server.network.lid, ALICE))


def test_a_number_is_on_whatsapp_or_not(alice: Client, bob: Client) -> None:
    assert alice.call("is_on_whatsapp", BOB) is True
    assert alice.call("is_on_whatsapp", "15559999") is False


def test_a_message_to_nobody_fails_in_words(alice: Client) -> None:
    with pytest.raises(AssertionError, match="no LID found"):
        alice.call("send_text", "15559999", "Anybody?")


def test_presence_is_told_to_those_who_ask(loopback: Loopback, alice: Client, bob: Client) -> None:
    lid = loopback.run(loopback.server.network.lid, BOB)
    alice.call("subscribe", lid)
    alice.wait("presence", of=lid, away=True)


def test_ones_own_other_companion_sees_what_one_sends(
    loopback: Loopback, new_client: NewLinked, bob: Client
) -> None:
    owner = Owner(loopback, ALICE, "Alice")
    first, second = new_client("first"), new_client("second")
    for client in (first, second):
        owner.scan(client.wait("qr")["text"])
        client.wait("caught_up")
    first.call("send_text", BOB, "seen by all")
    bob.wait("message", text="seen by all")
    copy = second.wait("message", text="seen by all")
    assert copy["from_me"] is True
    assert copy["chat"] == loopback.run(loopback.server.network.lid, BOB)
    assert first.warnings() + second.warnings() == []


def test_a_companion_that_is_linked_later_gets_what_is_sent_from_then_on(
    loopback: Loopback, new_client: NewLinked, alice: Client
) -> None:
    owner = Owner(loopback, BOB, "Bob")
    first, second = new_client("first"), new_client("second")
    owner.scan(first.wait("qr")["text"])
    first.wait("caught_up")
    alice.call("send_text", BOB, "to the first")
    first.wait("message", text="to the first")
    owner.scan(second.wait("qr")["text"])
    second.wait("caught_up")
    alice.call("send_text", BOB, "to both")
    first.wait("message", text="to both")
    second.wait("message", text="to both")


def test_a_message_that_cannot_be_decrypted_is_asked_for_again(
    loopback: Loopback, new_linked: NewLinked, alice: Client, bob: Client, tmp_path: Path
) -> None:
    alice.call("send_text", BOB, "with a session")
    bob.wait("message", text="with a session")
    bob.kill()
    with closing(sqlite3.connect(tmp_path / f"{BOB}.db")) as store, store:
        store.execute("DELETE FROM whatsmeow_sessions")
    bob.start()
    alice.call("send_text", BOB, "without one")
    bob.wait("message", text="without one")
