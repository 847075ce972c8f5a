"""Devices come and go; the conversations go on."""

from __future__ import annotations

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.conversations.town import NUMBERS, Town
from tests.until import until

pytestmark = pytest.mark.neonize

ALICE, BOB = NUMBERS["Alice"], NUMBERS["Bob"]


def test_a_new_device_takes_part_and_knows_nothing_of_before(
    town: Town, alice: Client, bob: Client
) -> None:
    before = alice.call("send_text", BOB, "before")
    bob.wait("message", id=before)
    with town.another("Bob") as other:
        message_id = alice.call("send_text", BOB, "to both")
        bob.wait("message", id=message_id)
        other.wait("message", id=message_id)
        answer = other.call("reply", message_id, "from the new one")
        for reader in (alice, bob):
            assert reader.wait("message", id=answer)["quoted_text"] == "to both"
        assert not other.saw("message", id=before)


def test_a_device_that_logs_out_hears_no_more_and_the_other_does(
    town: Town, alice: Client, bob: Client
) -> None:
    with town.another("Bob") as other:
        first = alice.call("send_text", BOB, "to both")
        other.wait("message", id=first)
        other.call("logout")
        until(other.forgotten, "its session is forgotten")
        second = alice.call("send_text", BOB, "to one")
        assert bob.wait("message", id=second)["text"] == "to one"
        assert not other.saw("message", id=second)


def test_who_is_unlinked_and_linked_anew_is_written_to_as_before(
    town: Town, alice: Client
) -> None:
    for text in ("to the first", "to the second"):
        with town.another("Dora") as dora:
            message_id = alice.call("send_text", NUMBERS["Dora"], text)
            assert dora.wait("message", id=message_id)["text"] == text
            assert alice.wait("message", id=dora.call("send_text", ALICE, text))["text"] == text
