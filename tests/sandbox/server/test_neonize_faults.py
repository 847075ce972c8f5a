"""What real clients make of a bad day; those that log out have no other way."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.server.faults.fault import read
from sandbox.wire.node import Node
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner
from tests.until import until

pytestmark = pytest.mark.neonize

ALICE, BOB = "15550001", "15550002"

Strike = Callable[..., Any]
NewLinked = Callable[..., Client]
NewClient = Callable[..., Client]
Pair = tuple[Client, Client]


@pytest.fixture
def strike(loopback: Loopback) -> Strike:
    """Starts a fault; its id, if it stands."""

    def start(name: str, device: str | None = None, **more: Any) -> int | None:
        fault = read({"fault": name, "device": device} | more)
        return loopback.run(loopback.server.faults.start, fault)

    return start


@pytest.fixture
def alice(new_linked: NewLinked) -> Client:
    return new_linked(ALICE, "Alice")


@pytest.fixture
def pair(loopback: Loopback, new_client: NewClient) -> Pair:
    """Alice's client and Bob's, which start at the same time."""
    clients = {number: new_client(number) for number in (ALICE, BOB)}
    for number, client in clients.items():
        Owner(loopback, number).scan(client.wait("qr")["text"])
    for client in clients.values():
        client.wait("caught_up")
    return clients[ALICE], clients[BOB]


def standing(loopback: Loopback) -> list[str]:
    return [row["fault"] for row in loopback.run(loopback.server.faults.standing)]


def texts(client: Client) -> list[str]:
    return [message["text"] for message in client.saw("message")]


def test_a_dropped_client_connects_again_and_misses_nothing(
    loopback: Loopback, strike: Strike, pair: Pair
) -> None:
    alice, bob = pair
    since = len(bob.events)
    strike("refuse", f"{BOB}:1", count=1)
    strike("drop", BOB)
    bob.wait("disconnected", since=since)
    for n in range(3):
        alice.call("send_text", BOB, f"text {n}")
    bob.wait("message", text="text 2")
    assert texts(bob) == ["text 0", "text 1", "text 2"]
    assert standing(loopback) == [], "it was refused before"
    assert not alice.saw("disconnected")


def test_a_client_that_cannot_even_open_a_websocket_tries_again(
    loopback: Loopback, strike: Strike, alice: Client
) -> None:
    since = len(alice.events)
    strike("refuse", status=502, count=1)
    strike("drop")
    alice.wait("connected", since=since)
    assert standing(loopback) == []
    assert any("got 502" in warning for warning in alice.warnings())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"code": 401}, {"name": "logged_out", "on_connect": False, "reason": "LOGGED_OUT"}),
        ({"conflict": "replaced"}, {"name": "replaced"}),
        ({"code": 503}, {"name": "connected"}),
        ({"code": 515}, {"name": "connected"}),
        ({"code": 516}, {"name": "stream_error", "code": "516"}),
    ],
)
def test_the_server_ends_the_stream(
    strike: Strike, alice: Client, asked: dict[str, Any], told: dict[str, Any]
) -> None:
    since = len(alice.events)
    strike("stream-error", f"{ALICE}:1", **asked)
    alice.wait(**told, since=since)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"reason": 403}, {"name": "logged_out", "on_connect": True}),
        ({"reason": 402, "code": 104, "expire": 60}, {"name": "banned", "code": 4}),
        ({"reason": 405}, {"name": "outdated"}),
        ({"reason": 400}, {"name": "connect_failure"}),
        ({"reason": 503, "count": 1}, {"name": "connected"}),
    ],
)
def test_a_login_fails(
    strike: Strike, alice: Client, asked: dict[str, Any], told: dict[str, Any]
) -> None:
    since = len(alice.events)
    strike("failure", ALICE, **asked)
    strike("drop", ALICE)
    event = alice.wait(**told, since=since)
    if told["name"] == "banned":
        assert event["expire"] == 60


def test_an_outdated_client_cannot_be_linked(strike: Strike, new_client: NewClient) -> None:
    strike("failure", reason=405)
    new_client().wait("status", text="err-client-outdated")


def test_messages_are_late_and_in_order(strike: Strike, pair: Pair) -> None:
    alice, bob = pair
    alice.call("send_text", BOB, "in time")
    bob.wait("message", text="in time")
    strike("delay", f"{BOB}:1", delay=1)
    start = time.monotonic()
    for n in range(3):
        alice.call("send_text", BOB, f"late {n}")
    assert texts(bob) == ["in time"]
    bob.wait("message", text="late 2")
    assert time.monotonic() - start >= 1
    assert texts(bob) == ["in time", "late 0", "late 1", "late 2"]


def test_what_comes_twice_is_told_once(strike: Strike, pair: Pair) -> None:
    alice, bob = pair
    strike("duplicate", BOB, count=3)
    for n in range(4):
        alice.call("send_text", BOB, f"text {n}")
    bob.wait("message", text="text 3")
    assert texts(bob) == [f"text {n}" for n in range(4)]
    assert sum("old counter" in warning for warning in bob.warnings()) == 3


def test_two_messages_change_places_and_both_arrive(strike: Strike, pair: Pair) -> None:
    alice, bob = pair
    alice.call("send_text", BOB, "before")
    bob.wait("message", text="before")
    strike("reorder", BOB)
    alice.call("send_text", BOB, "first")
    alice.call("send_text", BOB, "second")
    bob.wait("message", text="first")
    assert texts(bob) == ["before", "second", "first"]


def test_a_silent_server_hears(loopback: Loopback, strike: Strike, pair: Pair) -> None:
    alice, bob = pair
    alice.call("send_text", BOB, "hello")
    bob.wait("message", text="hello")
    number = strike("stall", f"{ALICE}:1")
    since = len(alice.events)
    alice.ask("send_text", BOB, "is anybody there?")
    bob.wait("message", text="is anybody there?")
    bob.call("send_text", ALICE, "yes")
    assert not any(event["event"] == "result" for event in alice.events[since:])
    assert texts(alice) == []
    loopback.run(loopback.server.faults.clear, number)
    alice.wait("result", since=since)
    alice.wait("message", text="yes")


def test_what_a_silent_server_kept_back_is_not_lost_with_the_connection(
    loopback: Loopback, strike: Strike, pair: Pair
) -> None:
    alice, bob = pair
    number = strike("stall", f"{BOB}:1")
    alice.call("send_text", BOB, "kept back")
    strike("drop", BOB)
    loopback.run(loopback.server.faults.clear, number)
    bob.wait("message", text="kept back")


def test_files_fail(loopback: Loopback, strike: Strike, pair: Pair) -> None:
    alice, bob = pair
    strike("media-error", on="upload", status=507, count=1)
    with pytest.raises(AssertionError, match="507"):
        alice.call("send_file", BOB, b"a file".hex(), "a.txt")
    alice.call("send_file", BOB, b"a file".hex(), "a.txt")
    raw = bob.wait("message", media="a.txt")["raw"]
    strike("media-error", count=1)
    with pytest.raises(AssertionError, match="404"):
        bob.call("download", raw)
    assert bob.call("download", raw) == b"a file".hex()
    assert standing(loopback) == []


def test_files_come_and_go_slowly(strike: Strike, pair: Pair) -> None:
    alice, bob = pair
    strike("media-slow", rate=100_000)
    data = bytes(100_000).hex()
    start = time.monotonic()
    alice.call("send_file", BOB, data, "a.bin")
    sent = time.monotonic() - start
    raw = bob.wait("message", media="a.bin")["raw"]
    start = time.monotonic()
    assert bob.call("download", raw) == data
    assert min(sent, time.monotonic() - start) >= 0.9


def test_a_client_without_prekeys_uploads_more(
    loopback: Loopback, strike: Strike, alice: Client
) -> None:
    owner = Owner(loopback, BOB)
    assert keys_left(owner, f"{ALICE}:1@s.whatsapp.net")
    strike("no-prekeys", f"{ALICE}:1")
    until(lambda: keys_left(owner, f"{ALICE}:1@s.whatsapp.net"), "new prekeys")


def test_who_writes_first_can_do_without_a_prekey(
    loopback: Loopback, strike: Strike, pair: Pair
) -> None:
    alice, bob = pair
    strike("no-prekeys", f"{BOB}:1", notify=False)
    assert not keys_left(Owner(loopback, "15550003"), f"{BOB}:1@s.whatsapp.net")
    alice.call("send_text", BOB, "hello")
    heard = bob.wait("message", text="hello")
    bob.call("send_text", heard["chat"], "hello yourself")
    alice.wait("message", text="hello yourself")
    assert alice.saw("undecryptable") + bob.saw("undecryptable") == []


def keys_left(owner: Owner, of: str) -> bool:
    """Whether a bundle of this device has a one-time key in it."""
    name = f"q{len(owner.heard)}"
    attrs = {"type": "get", "xmlns": "encrypt", "id": name, "to": "s.whatsapp.net"}
    owner.say(Node("iq", attrs, [Node("key", {}, [Node("user", {"jid": of})])]))
    answer = until(lambda: owner.answer(name), "a bundle")
    (bundle,) = (user for part in answer.children for user in part.children)
    return bundle.child("key") is not None
