"""Phones and the real client: linking, messages both ways, and the end of a link."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from sandbox.people.errors import PhoneError
from sandbox.people.media import Media
from tests.sandbox.clients import Client
from tests.sandbox.people.hand import Hand
from tests.until import until

pytestmark = pytest.mark.neonize

OWNER, GUEST = "15550001", "15550002"
# The smallest picture of all: one black point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c636060600000000400010d0a2db40000000049454e44ae426082"
)

NewPhone = Callable[..., Hand]
NewClient = Callable[[], Client]
Linked = tuple[Hand, Client]


def test_a_scanned_client_connects_and_gets_its_owners_name(linked: Linked) -> None:
    owner, client = linked
    (device,) = owner.phone.devices()
    assert (device.number, device.platform, device.online) == (1, "Neonize", True)
    until(lambda: client.call("push_name") == "Olivia", "the push name")
    client.call("appear")
    assert client.warnings() == []


def test_text_both_ways(linked: Linked, new_phone: NewPhone) -> None:
    _, client = linked
    guest = new_phone(GUEST, "Greta")
    guest.send(OWNER, "ping")
    got = client.wait("message", text="ping")
    assert (got["alt"], got["name"], got["from_me"]) == (f"{GUEST}@s.whatsapp.net", "Greta", False)
    client.call("send_text", GUEST, "pong")
    assert guest.wait(text="pong").sender == OWNER
    for n in range(5):
        guest.send(OWNER, f"ping {n}")
        client.wait("message", text=f"ping {n}")
        client.call("send_text", GUEST, f"pong {n}")
        guest.wait(text=f"pong {n}")
    assert client.warnings() == []


def test_the_client_writes_first(linked: Linked, new_phone: NewPhone) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    client.call("send_text", GUEST, "good morning")
    guest.wait(text="good morning", sender=OWNER)
    guest.send(OWNER, "who is this?")
    client.wait("message", text="who is this?")


def test_the_owners_phone_sees_what_its_client_writes(
    linked: Linked, new_phone: NewPhone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sandbox.people.inbox")
    owner, client = linked
    new_phone(GUEST)
    client.call("send_text", GUEST, "from the bot")
    seen = owner.wait(text="from the bot")
    assert (seen.sender, seen.recipient, seen.chat, seen.from_me) == (OWNER, GUEST, GUEST, True)
    complaints = [r.message for r in caplog.records if r.name == "sandbox.people.inbox"]
    assert complaints == [], "the phone could read it at once"


def test_the_client_sees_what_its_owner_writes(linked: Linked, new_phone: NewPhone) -> None:
    owner, client = linked
    guest = new_phone(GUEST)
    owner.send(GUEST, "from the owner")
    guest.wait(text="from the owner")
    assert client.wait("message", text="from the owner")["from_me"]


def test_the_owner_writes_to_itself_and_the_client_reads_it(linked: Linked) -> None:
    owner, client = linked
    owner.send(OWNER, ".menu")
    assert client.wait("message", text=".menu")["from_me"]
    client.call("send_text", OWNER, "the menu")
    owner.wait(text="the menu", chat=OWNER)


def test_a_picture_comes_and_a_sticker_goes(linked: Linked, new_phone: NewPhone) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    guest.send(OWNER, "look", Media("image", "image/png", PNG))
    assert client.call("download", client.wait("message", from_me=False)["raw"]) == PNG.hex()
    client.call("send_sticker", GUEST, PNG.hex())
    sticker = guest.wait(kind="sticker")
    assert sticker.media
    assert sticker.media.mimetype == "image/webp"
    assert sticker.media.data[:4] + sticker.media.data[8:12] == b"RIFFWEBP"


def test_a_voice_note_both_ways(linked: Linked, new_phone: NewPhone) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    note = Media("audio", "audio/ogg; codecs=opus", b"OggS" + bytes(2000), ptt=True)
    guest.send(OWNER, media=note)
    got = client.wait("message", from_me=False)
    assert client.call("download", got["raw"]) == note.data.hex()
    client.call("send_voice", GUEST, note.data.hex())
    assert guest.wait(kind="audio").media == note


def test_linking_by_code_and_by_a_wrong_one(new_phone: NewPhone, new_client: NewClient) -> None:
    owner, client = new_phone(OWNER), new_client()
    client.wait("qr")
    code = client.call("code", OWNER)
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    with pytest.raises(PhoneError, match="wrong code"):
        owner.enter_code(wrong)
    assert owner.enter_code(code) == 1
    client.wait("caught_up")
    assert client.warnings() == []


def test_a_phone_that_is_opened_later_still_gets_the_code_request(
    new_phone: NewPhone, new_client: NewClient
) -> None:
    client = new_client()
    client.wait("qr")
    code = client.call("code", OWNER)
    owner = new_phone(OWNER)

    def entered() -> int:
        try:
            return owner.enter_code(code)
        except PhoneError:
            return 0

    assert until(entered, "the request for a code") == 1
    client.wait("connected")


def test_only_the_newest_code_counts(new_phone: NewPhone, new_client: NewClient) -> None:
    owner, client = new_phone(OWNER), new_client()
    client.wait("qr")
    old, new = client.call("code", OWNER), client.call("code", OWNER)
    with pytest.raises(PhoneError, match="wrong code"):
        owner.enter_code(old)
    assert owner.enter_code(new) == 1
    client.wait("connected")


def test_an_unlinked_client_is_logged_out(linked: Linked) -> None:
    owner, client = linked
    owner.unlink(1)
    client.wait("logged_out")
    assert owner.phone.devices() == []


def test_a_client_that_was_unlinked_while_it_was_down_is_told_so_and_can_be_linked_again(
    linked: Linked,
) -> None:
    owner, client = linked
    client.kill()
    owner.unlink(1)
    since = len(client.events)
    client.start()
    client.wait("logged_out", since=since)
    until(client.forgotten, "the client forgets its session")
    client.kill()
    since = len(client.events)
    client.start()
    assert owner.scan(client.wait("qr", since=since)["text"]) == 2
    client.wait("caught_up", since=since)


def test_what_was_sent_while_the_client_was_down_arrives_after(
    linked: Linked, new_phone: NewPhone
) -> None:
    _, client = linked
    guest = new_phone(GUEST)
    guest.send(OWNER, "before")
    client.wait("message", text="before")
    client.kill()
    for n in range(5):
        guest.send(OWNER, f"meanwhile {n}")
    since = len(client.events)
    client.start()
    client.wait("message", since=since, text="meanwhile 4")
    got = [m["text"] for m in client.saw("message") if m["text"].startswith("meanwhile")]
    assert got == [f"meanwhile {n}" for n in range(5)]


def test_two_clients_of_one_owner_see_the_same(
    linked: Linked, new_phone: NewPhone, new_client: NewClient
) -> None:
    owner, first = linked
    second = new_client()
    assert owner.scan(second.wait("qr")["text"]) == 2
    second.wait("caught_up")
    guest = new_phone(GUEST)
    guest.send(OWNER, "to all")
    first.wait("message", text="to all")
    second.wait("message", text="to all")
    first.call("send_text", GUEST, "from the first")
    guest.wait(text="from the first")
    assert second.wait("message", text="from the first")["from_me"]
