"""What people write in groups of three, by LID and by number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.clients import Client, Event
from tests.sandbox.conversations import inputs
from tests.sandbox.conversations.town import NUMBERS, Town
from tests.sandbox.loopback import Loopback

pytestmark = pytest.mark.neonize

BOB, CAROL, DORA = NUMBERS["Bob"], NUMBERS["Carol"], NUMBERS["Dora"]
COUNT = 15  # messages


@pytest.fixture(scope="module", params=["lid", "pn"])
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with (
        Loopback(folder / "network", addressing=request.param) as loopback,
        Town(loopback, folder) as it,
    ):
        it.addressing = request.param
        it.move_in("Alice", "Bob", "Carol")
        yield it


@pytest.fixture(scope="module")
def gid(town: Town) -> str:
    """Alice's group with Bob and Carol."""
    return group(town, "Friends", BOB, CAROL)


def group(town: Town, name: str, *members: str) -> str:
    made: str = town.clients["Alice"].call("create_group", name, list(members))["gid"]
    return made


def heard_by_all(readers: list[Client], message_id: str) -> Event:
    """What the last of them heard, once all have heard the same."""
    heard = [reader.wait("message", id=message_id) for reader in readers]
    assert all(it["raw"] == heard[0]["raw"] for it in heard)
    return heard[-1]


@pytest.fixture
def others(bob: Client, carol: Client) -> list[Client]:
    return [bob, carol]


def test_everyone_hears_everyone(
    town: Town, gid: str, alice: Client, bob: Client, others: list[Client]
) -> None:
    heard = heard_by_all(others, alice.call("send_text", gid, "Hello all"))
    assert (heard["text"], heard["chat"], heard["from_me"]) == ("Hello all", gid, False)
    assert heard["sender"].replace(":1@", "@") == town.appears_as("Alice")
    answer = bob.call("send_text", gid, "Hello Alice")
    assert alice.wait("message", id=answer)["sender"].replace(":1@", "@") == town.appears_as("Bob")


def test_a_reply_quotes_what_it_answers(
    town: Town, gid: str, alice: Client, bob: Client, carol: Client, others: list[Client]
) -> None:
    question = alice.call("send_text", gid, "Tea or coffee?")
    heard_by_all(others, question)
    reply = heard_by_all([alice, carol], bob.call("reply", question, "Tea"))
    assert (reply["quoted"], reply["quoted_text"]) == (question, "Tea or coffee?")
    assert reply["quoted_by"] in town.names_of("Alice")


def test_all_members_are_mentioned(gid: str, alice: Client, others: list[Client]) -> None:
    members = list(alice.call("group", gid)["members"])
    assert len(members) == 3
    heard = heard_by_all(others, alice.call("mention", gid, "@all", members))
    assert heard["mentions"] == members


def test_a_reaction_comes_and_is_taken_away(
    gid: str, alice: Client, bob: Client, carol: Client, others: list[Client]
) -> None:
    message_id = alice.call("send_text", gid, "I passed!")
    heard_by_all(others, message_id)
    for emoji in ("🎉", ""):
        heard = heard_by_all([alice, carol], bob.call("react", message_id, emoji))
        assert (heard["target"], heard["reaction"]) == (message_id, emoji)


def test_a_message_is_edited(gid: str, alice: Client, others: list[Client]) -> None:
    message_id = alice.call("send_text", gid, "See you at fife")
    heard_by_all(others, message_id)
    alice.call("edit", message_id, "See you at five")
    for reader in others:
        edit = reader.wait("message", kind="edit", target=message_id)
        assert (edit["text"], edit["edit"]) == ("See you at five", "1")


def test_a_message_is_taken_back(gid: str, alice: Client, bob: Client, carol: Client) -> None:
    message_id = bob.call("send_text", gid, "Forget it")
    heard_by_all([alice, carol], message_id)
    bob.call("revoke", message_id)
    for reader in (alice, carol):
        assert reader.wait("message", kind="revoke", target=message_id)["edit"] == "7"


def test_an_admin_takes_a_members_message_back(
    town: Town, gid: str, alice: Client, bob: Client, carol: Client
) -> None:
    message_id = bob.call("send_text", gid, "Buy my pills")
    heard_by_all([alice, carol], message_id)
    alice.call("revoke", message_id)
    for reader in (bob, carol):
        revoke = reader.wait("message", kind="revoke", target=message_id)
        assert (revoke["edit"], revoke["sender"].replace(":1@", "@")) == (
            "8",
            town.appears_as("Alice"),
        )


def test_a_poll_is_voted_on_and_everyone_reads_the_votes(
    gid: str, alice: Client, bob: Client, carol: Client, others: list[Client]
) -> None:
    options = ["Pizza", "Soup", "Nothing"]
    poll = alice.call("send_poll", gid, "What for dinner?", options, True)
    assert heard_by_all(others, poll)["options"] == options
    for voter, reader, choice in (
        (bob, carol, ["Pizza", "Soup"]),
        (carol, bob, ["Nothing"]),
        (bob, carol, []),
    ):
        vote = voter.call("vote", poll, choice)
        heard_by_all([alice, reader], vote)
        for counter in (alice, reader):
            assert counter.call("chosen", vote, options) == choice


def test_places_and_contacts_are_shared(gid: str, alice: Client, others: list[Client]) -> None:
    place = heard_by_all(others, alice.call("send_location", gid, 48.8584, 2.2945, "Eiffel Tower"))
    assert place["place"] == [48.8584, 2.2945, "Eiffel Tower"]
    card = heard_by_all(others, alice.call("send_contact", gid, "Dora", DORA))
    assert [name for name, _ in card["contacts"]] == ["Dora"]


def test_files_of_every_kind(
    gid: str, alice: Client, others: list[Client], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("files")
    picture, song, film = inputs.picture(), inputs.song(folder), inputs.film(folder)
    for kind, data, call in (
        ("image", picture, ("send_image", gid, picture.hex(), "Look")),
        ("video", film, ("send_video", gid, film.hex(), "Look")),
        ("gif", film, ("send_video", gid, film.hex(), "Look", True)),
        ("document", picture, ("send_file", gid, picture.hex(), "1.png", "Look")),
        ("audio", song, ("send_audio", gid, song.hex())),
        ("voice", song, ("send_audio", gid, song.hex(), True)),
    ):
        heard = heard_by_all(others, alice.call(*call))
        caption = "" if data is song else "Look"
        assert (heard["kind"], heard["caption"]) == (kind, caption)
        for reader in others:
            assert reader.call("download", heard["raw"]) == data.hex()
    assert (
        heard_by_all(others, alice.call("send_sticker", gid, picture.hex()))["kind"] == "sticker"
    )


def test_a_picture_to_be_seen_once_and_one_passed_on(
    gid: str, alice: Client, bob: Client, carol: Client, others: list[Client]
) -> None:
    picture = inputs.picture().hex()
    once = heard_by_all(others, alice.call("send_image", gid, picture, "", True))
    assert once["view_once"] is True
    first = bob.wait("message", id=alice.call("send_image", BOB, picture, "Look"))
    passed_on = heard_by_all([alice, carol], bob.call("forward", first["id"], gid))
    assert (passed_on["caption"], passed_on["forwarded"]) == ("Look", True)
    assert carol.call("download", passed_on["raw"]) == picture


def test_everyones_receipts_come(
    town: Town, gid: str, alice: Client, bob: Client, carol: Client
) -> None:
    message_id = alice.call("send_text", gid, "Read me")
    for reader, name in ((bob, "Bob"), (carol, "Carol")):
        reader.wait("message", id=message_id)
        reader.call("read", message_id)
        by = town.appears_as(name).replace("@", ":1@")
        alice.wait("receipt", ids=[message_id], what="inactive", by=by, chat=gid)
        alice.wait("receipt", ids=[message_id], what="read", by=by, chat=gid)


def test_one_sees_who_types(town: Town, gid: str, alice: Client, others: list[Client]) -> None:
    alice.call("typing", gid)
    for reader in others:
        by = reader.wait("typing", chat=gid)["by"]
        assert by.replace(":1@", "@") in town.names_of("Alice")


def test_everyone_hears_everything_in_the_order_it_was_said(
    gid: str, alice: Client, bob: Client, carol: Client
) -> None:
    people = (alice, bob, carol)
    since = [len(person.events) for person in people]
    said: list[str] = []
    for speaker in people:
        sent = speaker.call("send_texts", gid, [f"thought {n}" for n in range(COUNT)])
        heard_by_all([it for it in people if it is not speaker], sent[-1])
        said += sent
    for number, person in enumerate(people):
        own = said[number * COUNT : (number + 1) * COUNT]
        events = person.events[since[number] :]
        heard = [it["id"] for it in events if it["event"] == "message"]
        assert heard == [it for it in said if it not in own]


def test_a_member_who_was_away_hears_all(town: Town, alice: Client, bob: Client) -> None:
    with town.another("Dora") as dora:
        gid = group(town, "With Dora", BOB, DORA)
        bob.wait("joined", gid=gid)
        first = alice.call("send_text", gid, "first")
        dora.wait("message", id=first)
        alice.wait("receipt", ids=[first], by=town.appears_as("Dora").replace("@", ":1@"))
        dora.kill()
        sent = alice.call("send_texts", gid, ["second", "third"])
        bob.wait("message", id=sent[-1])
        sent.append(bob.call("react", sent[-1], "👋"))
        since = len(dora.events)
        dora.start()
        dora.wait("message", id=sent[-1])
        came = [it["id"] for it in dora.events[since:] if it["event"] == "message"]
        assert came == sent


def test_a_second_device_hears_the_group_and_its_own_person(
    gid: str, town: Town, alice: Client, bob: Client
) -> None:
    with town.another("Bob") as other:
        heard_by_all([bob, other], alice.call("send_text", gid, "to both of Bob"))
        own = other.wait("message", id=bob.call("send_text", gid, "from one of Bob"))
        assert (own["chat"], own["from_me"]) == (gid, True)
        alice.wait("message", id=own["id"])


def test_who_is_removed_hears_no_more_and_who_is_added_hears_what_follows(
    town: Town, alice: Client, bob: Client, carol: Client
) -> None:
    gid = group(town, "Changing", BOB)
    heard = bob.wait("message", id=alice.call("send_text", gid, "Bob alone"))
    alice.call("change_members", gid, "remove", [BOB])
    alice.call("change_members", gid, "add", [CAROL])
    after = carol.wait("message", id=alice.call("send_text", gid, "Carol alone"))
    assert after["text"] == "Carol alone"
    marker = bob.wait("message", id=alice.call("send_text", BOB, "Between us"))
    told = [it["id"] for it in bob.saw("message")]
    assert told[told.index(heard["id"]) :] == [heard["id"], marker["id"]]
    assert not carol.saw("message", id=heard["id"])
