"""What is sent arrives: at every device, in order, once, however the receiver fares."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.clients import Client, Event
from tests.sandbox.conversations.town import NUMBERS, Town

pytestmark = pytest.mark.neonize

ALICE, BOB, DORA = NUMBERS["Alice"], NUMBERS["Bob"], NUMBERS["Dora"]
COUNT, PACE = 50, 0.02  # messages, and seconds between two of them


@pytest.fixture
def dora(town: Town) -> Iterator[Client]:
    with town.another("Dora") as client:
        yield client


@pytest.fixture
def bobs_other(town: Town) -> Iterator[Client]:
    with town.another("Bob") as client:
        yield client


def paced(sender: Client, to: str, texts: list[str]) -> None:
    for text in texts:
        sender.call("send_text", to, text)
        time.sleep(PACE)


def heard(reader: Client, word: str, since: int = 0) -> list[str]:
    """The texts that begin with a word, as they came."""
    told = (event for event in reader.events[since:] if event["event"] == "message")
    return [event["text"] for event in told if event["text"].startswith(word)]


def test_two_devices_hear_every_chat_in_order(
    alice: Client, bob: Client, carol: Client, bobs_other: Client
) -> None:
    sent = {name: [f"{name} {number}" for number in range(COUNT)] for name in ("Alice", "Carol")}
    with ThreadPoolExecutor() as pool:
        for sender, name in ((alice, "Alice"), (carol, "Carol")):
            pool.submit(paced, sender, BOB, sent[name])
    for device in (bob, bobs_other):
        for name, texts in sent.items():
            device.wait("message", text=texts[-1])
            assert heard(device, name) == texts


def test_what_a_killed_receiver_had_not_taken_in_comes_again(alice: Client, dora: Client) -> None:
    before = alice.call("send_text", DORA, "again: before")
    alice.wait("receipt", ids=[before])
    dora.freeze()
    sent = [f"again: {number}" for number in range(10)]
    alice.call("send_texts", DORA, sent)
    dora.kill()
    since = len(dora.events)
    dora.start()
    dora.wait("caught_up", since=since)
    alice.call("send_text", DORA, "again: after")
    dora.wait("message", text="again: after")
    assert heard(dora, "again", since) == [*sent, "again: after"]


def test_a_receiver_that_is_killed_again_and_again_misses_nothing(
    alice: Client, dora: Client
) -> None:
    for number in range(3):
        text = f"round {number}"
        alice.call("send_text", DORA, text)
        dora.wait("message", text=text)
        dora.kill()
        dora.start()
    alice.call("send_text", DORA, "round 3")
    dora.wait("message", text="round 3")
    assert heard(dora, "round") == ["round 0", "round 1", "round 2", "round 3"]


def test_all_that_happened_meanwhile_is_told_in_order(alice: Client, dora: Client) -> None:
    first = alice.call("send_text", DORA, "first")
    dora.wait("message", id=first)
    alice.wait("receipt", ids=[first])
    dora.kill()
    second = alice.call("send_text", DORA, "secnd")
    alice.call("edit", second, "second")
    alice.call("react", first, "👍")
    alice.call("send_poll", DORA, "third?", ["yes", "no"])
    alice.call("revoke", first)
    since = len(dora.events)
    dora.start()
    dora.wait("message", kind="revoke")
    dora.wait("caught_up", since=since)
    told = [(event["kind"], event["target"]) for event in messages(dora, since)]
    assert told == [
        ("text", ""),
        ("edit", second),
        ("reaction", first),
        ("poll", ""),
        ("revoke", first),
    ]


def test_receipts_wait_for_a_sender_that_is_away(alice: Client, dora: Client) -> None:
    message_id = dora.call("send_text", ALICE, "see you tomorrow")
    alice.wait("message", id=message_id)
    dora.kill()
    alice.call("read", message_id)
    dora.start()
    dora.wait("receipt", ids=[message_id], what="read")


def test_a_note_to_oneself_reaches_the_own_other_device(
    town: Town, bob: Client, bobs_other: Client
) -> None:
    note = bobs_other.wait("message", id=bob.call("send_text", BOB, "buy milk"))
    assert (note["text"], note["from_me"], note["chat"]) == ("buy milk", True, town.lid("Bob"))
    answer = bob.wait("message", id=bobs_other.call("reply", note["id"], "bought"))
    assert (answer["quoted_text"], answer["from_me"]) == ("buy milk", True)


def test_the_own_other_device_sees_all_that_one_sends(
    town: Town, alice: Client, bob: Client, bobs_other: Client
) -> None:
    text = bob.call("send_text", ALICE, "from the first")
    sent = {
        "text": text,
        "contact": bob.call("send_contact", ALICE, "Dora", DORA),
        "location": bob.call("send_location", ALICE, 1.5, 2.5),
        "poll": bob.call("send_poll", ALICE, "See it?", ["yes", "no"]),
        "document": bob.call("send_file", ALICE, "00ff", "two.bin"),
        "reaction": bob.call("react", text, "👀"),
        "revoke": bob.call("revoke", text),
    }
    for kind, message_id in sent.items():
        copy = bobs_other.wait("message", id=message_id)
        assert (copy["kind"], copy["from_me"]) == (kind, True)
        assert copy["chat"] == town.lid("Alice")
        assert alice.wait("message", id=message_id)["from_me"] is False
    document = bobs_other.wait("message", id=sent["document"])
    assert bobs_other.call("download", document["raw"]) == "00ff"


def messages(reader: Client, since: int) -> list[Event]:
    return [event for event in reader.events[since:] if event["event"] == "message"]
