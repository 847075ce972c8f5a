"""Two real clients look each other up, show themselves, hide, and block each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from sandbox.wire.node import Node
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.asking import told
from tests.sandbox.server.owner import Owner
from tests.until import until

pytestmark = pytest.mark.neonize

NewLinked = Callable[..., Client]
ALICE, BOB, NOBODY = "15550001", "15550002", "15559999"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


@pytest.fixture
def alice(new_linked: NewLinked) -> Client:
    return new_linked(ALICE, "Alice")


@pytest.fixture
def bob(new_linked: NewLinked) -> Client:
    return new_linked(BOB, "Bob")


def lid(loopback: Loopback, number: str) -> str:
    found = loopback.run(loopback.server.network.lid, number)
    assert found
    return found


def pn(number: str) -> str:
    return f"{number}@s.whatsapp.net"


def download(loopback: Loopback, url: str) -> requests.Response:
    """As a program on this machine would, through the proxy and with the sandbox's authority."""
    proxies = {"https": f"http://127.0.0.1:{loopback.port}"}
    return requests.get(url, proxies=proxies, verify=str(loopback.public / "ca.pem"), timeout=30)


def test_a_number_is_on_whatsapp_or_is_not(loopback: Loopback, alice: Client, bob: Client) -> None:
    found = alice.call("on_whatsapp", f"+{BOB}", f"+{NOBODY}")
    assert [it["in"] for it in found] == [True, False]
    assert [it["query"] for it in found] == [f"+{BOB}", f"+{NOBODY}"]
    assert found[0]["jid"] == lid(loopback, BOB)
    assert alice.warnings() == []


def test_number_and_lid_lead_to_each_other(loopback: Loopback, alice: Client, bob: Client) -> None:
    alice.call("user_info", BOB)
    assert alice.call("lid_of", BOB) == lid(loopback, BOB)
    assert alice.call("number_of", lid(loopback, BOB)) == pn(BOB)
    assert alice.warnings() == []


def test_devices_are_listed_by_either_address(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    for who in (pn(BOB), lid(loopback, BOB)):
        assert alice.call("devices", who) == [who.replace("@", ":1@")]
    assert alice.warnings() == []


def test_what_people_say_of_themselves_is_seen_by_others(alice: Client, bob: Client) -> None:
    assert alice.call("user_info", BOB)[pn(BOB)] == {"about": "", "picture": "", "devices": [1]}
    bob.call("set_about", "Building things ❤")
    picture = bob.call("set_picture", JPEG.hex())
    told = {"about": "Building things ❤", "picture": picture, "devices": [1]}
    assert alice.call("user_info", BOB)[pn(BOB)] == told
    assert alice.warnings() + bob.warnings() == []


def test_a_picture_can_be_downloaded_until_it_is_another(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    with pytest.raises(AssertionError, match="profile picture"):
        alice.call("picture", BOB)
    first = bob.call("set_picture", JPEG.hex())
    shown = alice.call("picture", BOB)
    assert (shown["id"], shown["kind"]) == (first, "image")
    answer = download(loopback, shown["url"])
    assert (answer.content, answer.headers["Content-Type"]) == (JPEG, "image/jpeg")
    assert alice.call("picture", lid(loopback, BOB)) == shown

    second = bob.call("set_picture", (JPEG + b"2").hex())
    assert alice.call("picture", BOB)["id"] == second != first
    assert download(loopback, shown["url"]).status_code == 404
    assert alice.warnings() + bob.warnings() == []


def test_who_knows_somebody_hears_of_a_new_picture(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    alice.call("user_info", BOB)
    bob.call("set_picture", JPEG.hex())
    assert alice.wait("picture", of=lid(loopback, BOB))["removed"] is False
    assert alice.warnings() == []


def test_what_is_no_picture_is_refused(bob: Client) -> None:
    with pytest.raises(AssertionError, match="valid image"):
        bob.call("set_picture", b"GIF89a".hex())


def test_a_push_name_is_learnt_from_a_message(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    bob.call("send_text", ALICE, "Hello")
    alice.wait("message", text="Hello")
    assert alice.call("contact", lid(loopback, BOB)) == "Bob"
    assert "Bob" in alice.call("contacts").values()


def test_a_new_push_name_is_told_with_the_next_message(
    loopback: Loopback, alice: Client, new_client: Callable[[str], Client]
) -> None:
    phone, bob = Owner(loopback, BOB, "Bob"), new_client("bob")
    phone.scan(bob.wait("qr")["text"])
    bob.wait("caught_up")
    phone.say(Node("presence", {"type": "available", "name": "Robert"}))
    bob.call("send_text", ALICE, "Hello")
    assert alice.wait("message", text="Hello")["name"] == "Robert"


def test_a_blocked_person_is_not_heard_and_is_not_told_so(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    alice.call("send_text", BOB, "before")
    chat = bob.wait("message", text="before")["chat"]
    assert bob.call("block", chat) == [lid(loopback, ALICE)]
    assert bob.call("blocklist") == [lid(loopback, ALICE)]
    alice.call("typing", BOB)
    alice.call("send_text", BOB, "while blocked")  # is acknowledged
    assert bob.call("unblock", pn(ALICE)) == []
    alice.call("send_text", BOB, "after")
    bob.wait("message", text="after")
    assert bob.saw("message", text="while blocked") + bob.saw("typing") == []
    assert alice.warnings() + bob.warnings() == []


def test_own_other_devices_hear_of_what_one_has_changed(
    loopback: Loopback, alice: Client, new_client: Callable[[str], Client]
) -> None:
    phone = Owner(loopback, BOB, "Bob")
    first, second = new_client("first"), new_client("second")
    for client in (first, second):
        phone.scan(client.wait("qr")["text"])
        client.wait("caught_up")
    first.call("block", ALICE)
    second.wait("blocklist", changed=[lid(loopback, ALICE)])
    assert second.call("blocklist") == [lid(loopback, ALICE)]
    first.call("set_picture", JPEG.hex())
    second.wait("picture", of=pn(BOB))
    first.call("set_about", "Hi")
    first.call("set_privacy", "last", "none")
    changes = {it.children[0].tag for it in told(phone, "account_sync")}
    assert changes == {"blocklist", "picture", "status", "privacy"}
    assert first.warnings() + second.warnings() == []


def test_what_is_hidden_is_not_seen(alice: Client, bob: Client) -> None:
    bob.call("set_about", "for few")
    picture = bob.call("set_picture", JPEG.hex())
    bob.call("set_privacy", "status", "none")
    assert alice.call("user_info", BOB)[pn(BOB)]["about"] == ""
    assert alice.call("user_info", BOB)[pn(BOB)]["picture"] == picture
    bob.call("set_privacy", "profile", "none")
    assert alice.call("user_info", BOB)[pn(BOB)]["picture"] == ""
    with pytest.raises(AssertionError, match="hidden"):
        alice.call("picture", BOB)
    assert bob.call("picture", BOB)["id"] == picture, "one's own is never hidden"
    assert bob.call("privacy")["Profile"] == "NONE"
    assert alice.warnings() + bob.warnings() == []


@pytest.mark.parametrize(("hidden", "away", "known"), [("", False, True), ("last", True, False)])
def test_presence_is_told_as_far_as_it_is_not_hidden(
    loopback: Loopback, alice: Client, hidden: str, away: bool, known: bool
) -> None:
    phone = Owner(loopback, BOB, "Bob")
    for kind in ("available", "unavailable", "available"):
        phone.say(Node("presence", {"type": kind}))
    if hidden:
        chosen = {"last": "none", "online": "match_last_seen"}
        categories = [Node("category", {"name": k, "value": v}) for k, v in chosen.items()]
        attrs = {"type": "set", "xmlns": "privacy", "id": "1", "to": "s.whatsapp.net"}
        phone.say(Node("iq", attrs, [Node("privacy", {}, categories)]))
    alice.call("subscribe", BOB)
    assert alice.wait("presence", of=pn(BOB))["away"] is away
    since = len(alice.events)
    phone.say(Node("presence", {"type": "unavailable"}))
    alice.call("subscribe", BOB)
    told = alice.wait("presence", since=since, of=pn(BOB), away=True)
    assert (told["last"] > 0) is known
    assert alice.warnings() == []


def test_who_hides_what_he_reads_tells_nobody(alice: Client, bob: Client) -> None:
    bob.call("set_privacy", "readreceipts", "none")
    message_id = alice.call("send_text", BOB, "Read this")
    chat = bob.wait("message", text="Read this")["chat"]
    alice.wait("receipt", ids=[message_id])
    since = len(alice.events)
    bob.call("mark_read", chat, message_id)
    bob.call("send_text", chat, "I have")
    alice.wait("message", text="I have")
    assert [it for it in alice.events[since:] if it["event"] == "receipt"] == []


def test_a_link_leads_to_the_person_until_it_is_revoked(
    loopback: Loopback, alice: Client, bob: Client
) -> None:
    link = bob.call("contact_link")
    assert bob.call("contact_link") == link
    told = {"jid": lid(loopback, BOB), "name": "Bob", "kind": "contact"}
    assert alice.call("resolve_link", link) == told
    assert bob.call("contact_link", True) != link
    with pytest.raises(AssertionError, match="not"):
        alice.call("resolve_link", link)


def test_a_call_rings_and_can_be_rejected(loopback: Loopback, alice: Client) -> None:
    phone = Owner(loopback, BOB, "Bob")
    attrs = {"call-id": "C1", "call-creator": lid(loopback, BOB)}
    ring(phone, "1", Node("offer", attrs))
    assert alice.wait("call", what="offer")["id"] == "C1"
    alice.call("reject_call", BOB, "C1")
    rejected = until(lambda: [it for it in list(phone.heard) if it.tag == "call"], "the rejection")
    assert (rejected[0].children[0].tag, rejected[0].children[0].get("call-id")) == (
        "reject",
        "C1",
    )

    alice.call("block", BOB)
    ring(phone, "2", Node("terminate", attrs))
    alice.call("unblock", BOB)
    ring(phone, "3", Node("offer", attrs | {"call-id": "C2"}))
    alice.wait("call", id="C2")
    assert alice.saw("call", what="terminate") == [], "nobody who is blocked is heard"
    assert alice.warnings() == []


def ring(phone: Owner, stanza_id: str, what: Node) -> None:
    phone.say(Node("call", {"id": stanza_id, "to": f"{ALICE}@s.whatsapp.net"}, [what]))


def test_settings_are_taken_without_a_complaint(alice: Client) -> None:
    alice.call("set_default_timer", 86400)
    assert alice.call("status_privacy") == 1
    assert alice.warnings() == []
