"""What the real client learns of accounts: names, and that a phone was set up anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.people.hand import Hand
from tests.until import until

pytestmark = pytest.mark.neonize

OWNER, GUEST = "15550001", "15550002"
JPEG = b"\xff\xd8\xff\xe0 a picture"

NewPhone = Callable[..., Hand]
Linked = tuple[Hand, Client]


def test_a_client_knows_the_people_that_its_owner_knows(
    new_phone: NewPhone, new_client: Callable[[], Client]
) -> None:
    owner, guest = new_phone(OWNER, "Olivia"), new_phone(GUEST, "Greta Green")
    guest.send(OWNER, "hello")
    owner.wait(text="hello")
    client = new_client()
    owner.scan(client.wait("qr")["text"])
    client.wait("caught_up")
    until(lambda: client.call("contact", GUEST) == "Greta Green", "the contact's name")
    until(lambda: client.call("saved_name", GUEST) == "Greta Green", "the same as a contact")
    assert client.call("lid_of", GUEST).endswith("@lid")
    until(lambda: client.call("push_name") == "Olivia", "the own name")
    assert client.warnings() == []


def test_a_new_name_reaches_the_own_client_and_those_one_writes_to(
    linked: Linked, new_phone: NewPhone
) -> None:
    owner, client = linked
    guest = new_phone(GUEST, "Greta")
    until(lambda: client.call("push_name") == "Olivia", "the own name")
    for name in ("Olive", "Ola"):
        owner.do(owner.phone.rename(name))
        until(lambda name=name: client.call("push_name") == name, "the new name")
    guest.do(guest.phone.rename("Gret"))
    guest.send(OWNER, "it is me")
    assert client.wait("message", text="it is me")["name"] == "Gret"
    assert client.warnings() == []


def test_what_a_client_changes_of_its_account_its_owner_s_phone_shows(
    linked: Linked, new_phone: NewPhone
) -> None:
    owner, client = linked
    new_phone(GUEST)
    owner.do(owner.phone.send(GUEST, "hello"))
    client.call("block", GUEST)
    until(lambda: owner.phone.blocked == {GUEST}, "the blocklist")
    client.call("set_picture", JPEG.hex())
    until(lambda: owner.phone.picture == JPEG, "the picture")
    until(lambda: client.call("push_name") == "Olivia", "the client's settings")
    client.call("rename", "Bot")
    until(lambda: owner.phone.name == "Bot", "the name")
    owner.do(owner.phone.rename("Olivia again"))
    until(lambda: client.call("push_name") == "Olivia again", "the owner's change after it")
    assert client.warnings() == []


def test_talk_goes_on_with_a_phone_that_was_set_up_anew(
    linked: Linked, new_phone: NewPhone
) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    guest.send(OWNER, "old phone")
    client.wait("message", text="old phone")
    client.call("send_text", GUEST, "I see")
    guest.wait(text="I see")
    guest.do(guest.phone.reinstall())
    client.wait("identity_changed")
    client.call("send_text", GUEST, "new phone?")
    guest.wait(text="new phone?")
    guest.send(OWNER, "new phone")
    client.wait("message", text="new phone")


def test_an_owner_with_a_new_phone_links_the_client_again(linked: Linked) -> None:
    owner, client = linked
    owner.do(owner.phone.reinstall())
    client.wait("logged_out")
    assert owner.phone.devices() == []
    until(client.forgotten, "the client forgets its session")
    client.kill()
    since = len(client.events)
    client.start()
    owner.scan(client.wait("qr", since=since)["text"])
    client.wait("caught_up", since=since)
    until(lambda: client.call("push_name") == "Olivia", "the owner's name")
