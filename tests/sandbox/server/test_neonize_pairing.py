"""A real client is linked, refuses a false phone, and is unlinked."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest

from sandbox.server import Timing
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner
from tests.until import until

pytestmark = pytest.mark.neonize

NewClient = Callable[..., Client]


def ref_in(qr: str) -> str:
    return qr.partition("#")[2].split(",")[0]


def test_a_client_shows_a_qr_that_the_network_knows(
    loopback: Loopback, new_client: NewClient
) -> None:
    ref = ref_in(new_client().wait("qr")["text"])
    offer = loopback.run(loopback.server.network.offer, ref)
    assert offer
    assert (offer.ref, offer.platform) == (ref, "Neonize")


def test_a_qr_is_good_for_as_long_as_its_client_is_there(
    loopback: Loopback, new_client: NewClient
) -> None:
    client = new_client()
    qr = client.wait("qr")["text"]
    client.kill()
    network = loopback.server.network
    until(lambda: loopback.run(network.offer, ref_in(qr)) is None, "the offer is withdrawn")
    with pytest.raises(LinkError, match="no client shows this code now"):
        Owner(loopback, "15550001").scan(qr)


def test_a_scanned_client_connects_and_has_nothing_to_complain_of(
    loopback: Loopback, new_client: NewClient
) -> None:
    client = new_client()
    owner = Owner(loopback, "15550001")
    qr = client.wait("qr")["text"]
    assert owner.scan(qr) == 1
    client.wait("connected")
    client.wait("caught_up", count=0)
    (device,) = loopback.run(loopback.server.network.devices, "15550001")
    assert (device.number, device.platform, device.online) == (1, "Neonize", True)
    assert client.warnings() == []
    with pytest.raises(LinkError, match="no client shows this code now"):
        owner.scan(qr)


def test_a_client_refuses_a_phone_that_does_not_know_its_secret(
    loopback: Loopback, new_client: NewClient
) -> None:
    client = new_client()
    qr = client.wait("qr")["text"]
    with pytest.raises(LinkError, match="hmac-mismatch"):
        Owner(loopback, "15550001").scan(qr, secret=secrets.token_bytes(32))
    client.wait("status", text="error")
    assert loopback.run(loopback.server.network.devices, "15550001") == []


def test_a_linked_client_logs_in_again_after_it_was_killed(new_linked: NewClient) -> None:
    client = new_linked("15550001")
    client.kill()
    since = len(client.events)
    client.start()
    client.wait("connected", since=since)
    assert client.warnings() == []


def test_an_unlinked_client_is_logged_out(loopback: Loopback, new_linked: NewClient) -> None:
    client = new_linked("15550001")
    loopback.run(loopback.server.network.unlink, "15550001", 1)
    client.wait("logged_out")
    assert loopback.run(loopback.server.network.devices, "15550001") == []


def test_a_client_that_was_unlinked_while_it_was_away_is_logged_out_when_it_comes_back(
    loopback: Loopback, new_linked: NewClient
) -> None:
    client = new_linked("15550001")
    client.kill()
    loopback.run(loopback.server.network.unlink, "15550001", 1)
    client.start()
    client.wait("logged_out")


def test_a_client_that_logs_out_is_forgotten(loopback: Loopback, new_linked: NewClient) -> None:
    client = new_linked("15550001")
    client.call("logout")
    network = loopback.server.network
    until(lambda: loopback.run(network.devices, "15550001") == [], "the device is gone")


def test_a_second_companion_gets_the_next_number(
    loopback: Loopback, new_client: NewClient
) -> None:
    owner = Owner(loopback, "15550001")
    numbers = [owner.scan(new_client(name).wait("qr")["text"]) for name in ("one", "two")]
    assert numbers == [1, 2]


def test_a_code_is_carried_between_client_and_phone(
    loopback: Loopback, new_client: NewClient
) -> None:
    owner = Owner(loopback, "15550001")
    client = new_client()
    client.wait("qr")
    code = client.call("code", "15550001")
    assert len(code) == len("ABCD-EFGH")
    hello = until(lambda: owner.heard_of("companion_hello"), "the phone is called")
    assert len(part(hello, "link_code_pairing_wrapped_companion_ephemeral_pub")) == 80
    assert len(part(hello, "companion_server_auth_key_pub")) == 32
    ref = part(hello, "link_code_pairing_ref")

    owner.say(primary_hello(owner, ref))
    finish = until(lambda: owner.heard_of("companion_finish"), "the client answers")
    assert part(finish, "link_code_pairing_ref") == ref
    assert len(part(finish, "companion_identity_public")) == 32
    assert len(part(finish, "link_code_pairing_wrapped_key_bundle")) == 32 + 12 + 96 + 16


def test_a_phone_that_comes_later_is_called_then(
    loopback: Loopback, new_client: NewClient
) -> None:
    client = new_client()
    client.wait("qr")
    client.call("code", "15550001")
    owner = Owner(loopback, "15550001")
    hello = until(lambda: owner.heard_of("companion_hello"), "the phone is called")
    ref = part(hello, "link_code_pairing_ref").decode()
    offer = loopback.run(loopback.server.network.offer, ref)
    assert offer
    assert offer.platform == "Firefox (Linux)"


def part(hello: Node, tag: str) -> bytes:
    child = hello.child(tag)
    assert child, f"no <{tag}>"
    return child.data


def primary_hello(owner: Owner, ref: bytes) -> Node:
    children = [
        Node("link_code_pairing_ref", content=ref),
        Node("link_code_pairing_wrapped_primary_ephemeral_pub", content=secrets.token_bytes(80)),
        Node("primary_identity_pub", content=owner.identity),
    ]
    attrs = {"jid": f"{owner.number}@s.whatsapp.net", "stage": "primary_hello"}
    request = Node("link_code_companion_reg", attrs, children)
    return Node("iq", {"type": "set", "xmlns": "md", "id": "1", "to": "s.whatsapp.net"}, [request])


@pytest.mark.parametrize("loopback", [{"timing": Timing(refs=2, next=1, late=0.5)}], indirect=True)
def test_a_client_that_nobody_scans_is_told_by_the_end_of_its_connection(
    loopback: Loopback, new_client: NewClient
) -> None:
    client = new_client()
    qr = client.wait("qr")["text"]
    client.wait("status", text="timeout")
    assert loopback.run(loopback.server.network.expired, ref_in(qr))
    with pytest.raises(LinkError, match="no client shows this code now"):
        Owner(loopback, "15550001").scan(qr)


@pytest.mark.parametrize("loopback", [{"timing": Timing(refs=3, next=1, late=0)}], indirect=True)
def test_a_qr_is_over_before_its_client_is(loopback: Loopback, new_client: NewClient) -> None:
    client = new_client()
    qr = client.wait("qr")["text"]
    network = loopback.server.network
    until(lambda: loopback.run(network.expired, ref_in(qr)), "the end of the first QR", every=0.01)
    assert client.saw("status") == []


def test_a_code_for_what_cannot_be_a_number_is_refused(new_client: NewClient) -> None:
    client = new_client()
    client.wait("qr")
    with pytest.raises(AssertionError, match="400"):
        client.call("code", "1555000112345678")
    assert client.call("code", "15550001"), "it may try again"


def test_a_code_that_was_replaced_is_not_carried_any_more(
    loopback: Loopback, new_client: NewClient
) -> None:
    owner = Owner(loopback, "15550001")
    client = new_client()
    client.wait("qr")
    client.call("code", "15550001")
    old = until(lambda: owner.heard_of("companion_hello"), "the phone is called")
    client.call("code", "15550001")
    owner.say(primary_hello(owner, part(old, "link_code_pairing_ref")))
    answer = until(lambda: owner.answer("1"), "an answer")
    error = answer.child("error")
    assert error
    assert error.get("code") == "404"


def test_a_code_is_for_one_number_only(loopback: Loopback, new_client: NewClient) -> None:
    owner, other = Owner(loopback, "15550001"), Owner(loopback, "15550002")
    client = new_client()
    client.wait("qr")
    client.call("code", "15550001")
    hello = until(lambda: owner.heard_of("companion_hello"), "the phone is called")
    other.say(primary_hello(other, part(hello, "link_code_pairing_ref")))
    answer = until(lambda: other.answer("1"), "an answer")
    assert answer.get("type") == "error"
