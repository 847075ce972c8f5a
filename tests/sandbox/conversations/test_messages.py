"""What people write to each other, and about what the other wrote."""

from __future__ import annotations

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.conversations.town import NUMBERS, Town

pytestmark = pytest.mark.neonize

ALICE, BOB = NUMBERS["Alice"], NUMBERS["Bob"]


def test_a_text_and_its_answer(alice: Client, bob: Client) -> None:
    question = bob.wait("message", id=alice.call("send_text", BOB, "How are you, Bób? 😀"))
    assert (question["kind"], question["text"]) == ("text", "How are you, Bób? 😀")
    answer = alice.wait("message", id=bob.call("send_text", question["chat"], "Well.\nYou?"))
    assert (answer["kind"], answer["text"], answer["quoted"]) == ("text", "Well.\nYou?", "")


def test_a_long_text_arrives_whole(alice: Client, bob: Client) -> None:
    text = "Ünfiltered " * 6000
    assert bob.wait("message", id=alice.call("send_text", BOB, text))["text"] == text


def test_a_reply_quotes_what_it_answers(town: Town, alice: Client, bob: Client) -> None:
    question = alice.call("send_text", BOB, "Tea or coffee?")
    bob.wait("message", id=question)
    reply = alice.wait("message", id=bob.call("reply", question, "Tea"))
    assert reply["text"] == "Tea"
    assert (reply["quoted"], reply["quoted_text"]) == (question, "Tea or coffee?")
    assert reply["quoted_by"] in town.names_of("Alice")


def test_people_are_mentioned(town: Town, alice: Client, bob: Client) -> None:
    by_number = alice.call("send_text", BOB, f"ask @{NUMBERS['Carol']}")
    carol = f"{NUMBERS['Carol']}@s.whatsapp.net"
    assert bob.wait("message", id=by_number)["mentions"] == [carol]
    by_lid = alice.call("mention", BOB, "ask them", [town.lid("Carol"), town.lid("Alice")])
    heard = bob.wait("message", id=by_lid)
    assert heard["mentions"] == [town.lid("Carol"), town.lid("Alice")]


def test_a_reaction_comes_and_is_taken_away(alice: Client, bob: Client) -> None:
    message_id = alice.call("send_text", BOB, "I passed!")
    bob.wait("message", id=message_id)
    liked = alice.wait("message", id=bob.call("react", message_id, "🎉"))
    assert (liked["kind"], liked["target"], liked["reaction"]) == ("reaction", message_id, "🎉")
    taken = alice.wait("message", id=bob.call("react", message_id, ""))
    assert (taken["kind"], taken["target"], taken["reaction"]) == ("reaction", message_id, "")


def test_a_message_is_edited(alice: Client, bob: Client) -> None:
    message_id = alice.call("send_text", BOB, "See you at fife")
    bob.wait("message", id=message_id)
    alice.call("edit", message_id, "See you at five")
    edit = bob.wait("message", kind="edit", target=message_id)
    assert (edit["text"], edit["edit"]) == ("See you at five", "1")


def test_a_message_is_taken_back(alice: Client, bob: Client) -> None:
    message_id = alice.call("send_text", BOB, "Forget it")
    bob.wait("message", id=message_id)
    alice.call("revoke", message_id)
    assert bob.wait("message", kind="revoke", target=message_id)["edit"] == "7"


def test_a_poll_is_voted_on_and_the_votes_are_read_by_both(alice: Client, bob: Client) -> None:
    options = ["Pizza", "Soup", "Nothing"]
    poll = alice.call("send_poll", BOB, "What for dinner?", options, True)
    heard = bob.wait("message", id=poll)
    assert (heard["kind"], heard["poll"]) == ("poll", "What for dinner?")
    assert heard["options"] == options
    for chosen in (["Pizza", "Soup"], ["Nothing"], []):
        vote = alice.wait("message", id=bob.call("vote", poll, chosen))
        assert (vote["kind"], vote["target"]) == ("vote", poll)
        assert alice.call("chosen", vote["id"], options) == chosen
    own = bob.wait("message", id=alice.call("vote", poll, ["Soup"]))
    assert bob.call("chosen", own["id"], options) == ["Soup"]


def test_a_place_is_shared(alice: Client, bob: Client) -> None:
    message_id = alice.call("send_location", BOB, 48.8584, 2.2945, "Eiffel Tower")
    heard = bob.wait("message", id=message_id)
    assert (heard["kind"], heard["place"]) == ("location", [48.8584, 2.2945, "Eiffel Tower"])


def test_contacts_are_shared(alice: Client, bob: Client) -> None:
    one = bob.wait("message", id=alice.call("send_contact", BOB, "Dora", NUMBERS["Dora"]))
    assert one["kind"] == "contact"
    ((name, card),) = one["contacts"]
    assert name == "Dora"
    assert f"waid={NUMBERS['Dora']}" in card
    cards = [("Dora", NUMBERS["Dora"]), ("Carol", NUMBERS["Carol"])]
    several = bob.wait("message", id=alice.call("send_contacts", BOB, cards))
    assert several["kind"] == "contacts"
    assert [name for name, _ in several["contacts"]] == ["Dora", "Carol"]


def test_a_forwarded_message_is_marked_as_such(alice: Client, bob: Client, carol: Client) -> None:
    message_id = alice.call("send_text", BOB, "News travels fast")
    assert bob.wait("message", id=message_id)["forwarded"] is False
    heard = carol.wait("message", id=bob.call("forward", message_id, NUMBERS["Carol"]))
    assert (heard["text"], heard["forwarded"]) == ("News travels fast", True)
