"""What becomes of a message at the other end, and who is writing."""

from __future__ import annotations

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.conversations.town import NUMBERS, Town

pytestmark = pytest.mark.neonize

ALICE, BOB = NUMBERS["Alice"], NUMBERS["Bob"]


def test_a_message_arrives_and_is_read(town: Town, alice: Client, bob: Client) -> None:
    message_id = alice.call("send_text", BOB, "Read me")
    arrived = alice.wait("receipt", ids=[message_id])
    assert (arrived["what"], arrived["chat"]) == ("inactive", town.lid("Bob"))
    bob.call("read", message_id)
    read = alice.wait("receipt", ids=[message_id], what="read")
    assert read["by"].replace(":1@", "@") == town.lid("Bob")


def test_a_voice_note_is_played(alice: Client, bob: Client) -> None:
    message_id = alice.call("send_voice", BOB, b"OggS".hex())
    bob.wait("message", id=message_id)
    bob.call("read", message_id)
    bob.call("played", message_id)
    alice.wait("receipt", ids=[message_id], what="read")
    alice.wait("receipt", ids=[message_id], what="played")


def test_one_sees_the_other_type_record_and_stop(town: Town, alice: Client, bob: Client) -> None:
    chat = {"chat": town.lid("Alice")}
    for order, seen in (
        (("composing", "text"), {"state": 1, "media": 1}),
        (("composing", "audio"), {"state": 1, "media": 2}),
        (("paused",), {"state": 2}),
    ):
        since = len(bob.events)
        alice.call("typing", town.lid("Bob"), *order)
        bob.wait("typing", since=since, **chat, **seen)
