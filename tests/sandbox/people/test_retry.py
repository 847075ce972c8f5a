"""Messages that cannot be decrypted are asked for again, and come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.people.signal.session import Sessions
from tests.sandbox.clients import Client
from tests.sandbox.people.hand import Hand

OWNER, GUEST = "15550001", "15550002"

NewPhone = Callable[..., Hand]


def spoil(sessions: Sessions, address: str) -> None:
    """From now on what is sent to `address` is encrypted with keys that nobody else has."""
    state = sessions.states[address][0]
    state.sending = replace(state.sending, key=bytes(32))


def test_a_phone_that_lost_its_session_asks_again(new_phone: NewPhone) -> None:
    ann, bob = new_phone(OWNER), new_phone(GUEST)
    ann.send(GUEST, "one")
    bob.wait(text="one")
    bob.send(OWNER, "two")
    ann.wait(text="two")
    bob.phone.sessions.forget(f"{OWNER}:0")
    ann.send(GUEST, "three")
    bob.wait(text="three")
    assert [m.text for m in bob.messages() if not m.from_me] == ["one", "three"]


def test_a_phone_whose_message_was_unreadable_sends_it_again(new_phone: NewPhone) -> None:
    ann, bob = new_phone(OWNER), new_phone(GUEST)
    ann.send(GUEST, "one")
    bob.wait(text="one")
    spoil(ann.phone.sessions, f"{GUEST}:0")
    ann.send(GUEST, "two")
    bob.wait(text="two")
    ann.send(GUEST, "three")
    bob.wait(text="three")


@pytest.mark.neonize
def test_a_phone_asks_the_real_client_again(
    linked: tuple[Hand, Client], new_phone: NewPhone
) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    guest.send(OWNER, "ping")
    client.wait("message", text="ping")
    client.call("send_text", GUEST, "pong")
    guest.wait(text="pong")
    guest.phone.sessions.forget(f"{OWNER}:1")
    client.call("send_text", GUEST, "pong again")
    guest.wait(text="pong again")
    guest.send(OWNER, "thanks")
    client.wait("message", text="thanks")


@pytest.mark.neonize
def test_the_real_client_asks_a_phone_again(
    linked: tuple[Hand, Client], new_phone: NewPhone
) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    guest.send(OWNER, "ping")
    client.wait("message", text="ping")
    client.call("send_text", GUEST, "pong")
    guest.wait(text="pong")
    spoil(guest.phone.sessions, f"{OWNER}:1")
    guest.send(OWNER, "unreadable at first")
    client.wait("message", text="unreadable at first")
    client.call("send_text", GUEST, "understood")
    guest.wait(text="understood")
