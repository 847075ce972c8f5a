"""Who is there. Only who knows its own name may say so, and learns it from a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.people.people import People
from tests.sandbox.clients import Client
from tests.sandbox.conversations.town import NUMBERS, Town
from tests.sandbox.loopback import Loopback
from tests.sandbox.people.hand import Hand
from tests.until import until

pytestmark = pytest.mark.neonize

BOB = NUMBERS["Bob"]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with Loopback(folder / "network") as loopback:
        proxy = f"http://127.0.0.1:{loopback.port}"
        network, ca = loopback.server.network, loopback.public / "ca.pem"
        people = loopback.run(lambda: People(network, proxy, ca))

        def new_phone(number: str, name: str) -> Hand:
            return Hand(loopback, loopback.wait(people.phone(number, name)))

        with Town(loopback, folder, new_phone) as it:
            it.move_in("Alice", "Bob")
            for name, client in it.clients.items():
                until(lambda: client.call("push_name") == name, f"{name} has a name")  # noqa: B023
            yield it
        loopback.wait(people.close())


def test_one_sees_the_other_come_and_go(town: Town, alice: Client, bob: Client) -> None:
    lid = town.lid("Bob")
    since = len(alice.events)
    alice.call("subscribe", lid)
    alice.wait("presence", since=since, of=lid, away=True)
    for order, away in (("appear", False), ("disappear", True)):
        since = len(alice.events)
        bob.call(order)
        alice.wait("presence", since=since, of=lid, away=away)


def test_who_is_killed_is_seen_to_go(town: Town, alice: Client) -> None:
    with town.another("Bob") as bobs_other:
        lid = town.lid("Bob")
        until(lambda: bobs_other.call("push_name") == "Bob", "it has a name")
        bobs_other.call("appear")
        since = len(alice.events)
        alice.call("subscribe", lid)
        alice.wait("presence", since=since, of=lid, away=False)
        bobs_other.kill()
        alice.wait("presence", since=since, of=lid, away=True)


def test_a_receipt_tells_whether_the_reader_is_there(
    town: Town, alice: Client, bob: Client
) -> None:
    by = town.lid("Bob").replace("@", ":1@")
    away = alice.call("send_text", BOB, "Are you there?")
    alice.wait("receipt", ids=[away], what="inactive", by=by)
    bob.call("appear")
    there = alice.call("send_text", BOB, "And now?")
    alice.wait("receipt", ids=[there], what="delivered", by=by)
    bob.call("disappear")
