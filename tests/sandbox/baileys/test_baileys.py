"""Another client than ours finds nothing amiss with the loopback WhatsApp."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest

from sandbox.wire.node import Node
from tests.sandbox.baileys.client import Baileys
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.people.hand import Hand
from tests.until import until

pytestmark = pytest.mark.neonize

ALICE, BOB, NOBODY = "15550001", "15550002", "15559999"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


@pytest.fixture
def baileys(new_phone: Callable[..., Hand], new_baileys: Callable[[], Baileys]) -> Baileys:
    """Alice's."""
    client = new_baileys()
    new_phone(ALICE, "Alice").scan(client.wait("qr")["text"])
    client.wait("connected")
    return client


@pytest.fixture
def neonize(new_phone: Callable[..., Hand], new_client: Callable[[], Client]) -> Client:
    """Bob's."""
    client = new_client()
    new_phone(BOB, "Bob").scan(client.wait("qr")["text"])
    client.wait("caught_up")
    return client


def lid(loopback: Loopback, number: str) -> str:
    found = loopback.run(loopback.server.network.lid, number)
    assert found
    return found


def test_texts_go_both_ways(baileys: Baileys, neonize: Client) -> None:
    message_id = baileys.call("send_text", BOB, "Hello Bob ❤")
    heard = neonize.wait("message", text="Hello Bob ❤")
    assert (heard["id"], heard["from_me"]) == (message_id, False)
    baileys.wait("receipt", id=message_id)
    neonize.call("send_text", heard["chat"], "Hello Alice")
    assert baileys.wait("message", text="Hello Alice")["name"] == "Bob"
    assert baileys.warnings() + neonize.warnings() == []


def test_it_is_linked_by_code(
    new_phone: Callable[..., Hand], new_baileys: Callable[[], Baileys], neonize: Client
) -> None:
    phone, baileys = new_phone(ALICE, "Alice"), new_baileys()
    baileys.wait("qr")
    phone.enter_code(baileys.call("code", ALICE))
    baileys.wait("connected")
    baileys.call("send_text", BOB, "Hello")
    neonize.wait("message", text="Hello")
    assert baileys.warnings() == []


def test_what_was_sent_while_it_was_away_arrives(baileys: Baileys, neonize: Client) -> None:
    baileys.call("send_text", BOB, "before")
    chat = neonize.wait("message", text="before")["chat"]
    baileys.kill()
    for number in range(3):
        neonize.call("send_text", chat, f"meanwhile {number}")
    since = len(baileys.events)
    baileys.start()
    baileys.wait("message", since=since, text="meanwhile 2")
    texts = [it["text"] for it in baileys.events[since:] if it["event"] == "message"]
    assert texts == ["meanwhile 0", "meanwhile 1", "meanwhile 2"]
    assert baileys.warnings() == []


def test_files_reactions_and_receipts(baileys: Baileys, neonize: Client) -> None:
    data = secrets.token_bytes(100_000).hex()
    baileys.call("send_file", BOB, data, "from baileys.bin")
    heard = neonize.wait("message", media="from baileys.bin")
    assert neonize.call("download", heard["raw"]) == data

    message_id = neonize.call("send_file", heard["chat"], data, "from neonize.bin")
    baileys.wait("message", media="from neonize.bin")
    assert baileys.call("download", message_id) == data
    since = len(neonize.events)
    baileys.call("mark_read", message_id)
    neonize.wait("receipt", since=since, ids=[message_id])
    baileys.call("react", message_id, "👍")
    neonize.wait("message", since=since, reaction="👍")
    assert baileys.warnings() + neonize.warnings() == []


def test_groups(loopback: Loopback, baileys: Baileys, neonize: Client) -> None:
    gid = baileys.call("create_group", "Hiking", [BOB])
    neonize.wait("joined")
    baileys.call("send_text", gid, "Hello all")
    assert neonize.wait("message", text="Hello all")["chat"] == gid
    neonize.call("send_text", gid, "Hello Alice")
    heard = baileys.wait("message", text="Hello Alice")
    assert (heard["chat"], heard["sender"]) == (gid, lid(loopback, BOB))
    baileys.call("set_subject", gid, "Climbing")
    assert baileys.call("group", gid)["subject"] == "Climbing"
    assert set(baileys.call("group", gid)["members"]) == {lid(loopback, it) for it in (ALICE, BOB)}
    assert baileys.call("groups") == [gid]
    assert baileys.warnings() + neonize.warnings() == []


def test_people_are_looked_up(loopback: Loopback, baileys: Baileys, neonize: Client) -> None:
    found = baileys.call("on_whatsapp", BOB, NOBODY)
    assert found == [{"jid": f"{BOB}@s.whatsapp.net", "exists": True}], (
        "it keeps to those it found"
    )
    neonize.call("set_about", "Building things")
    assert baileys.call("about", BOB) == "Building things"
    neonize.call("set_picture", JPEG.hex())
    for kind in ("preview", "image"):
        assert baileys.call("picture", BOB, kind).startswith("https://pps.whatsapp.net/")
    baileys.call("set_about", "Alice here")
    info = neonize.call("user_info", ALICE)
    assert info[f"{ALICE}@s.whatsapp.net"]["about"] == "Alice here"
    baileys.call("set_default_timer", 86400)
    assert baileys.call("timer", ALICE) == 86400
    assert baileys.call("business", BOB) is None
    assert baileys.call("bots") == []
    assert baileys.warnings() + neonize.warnings() == []


def test_blocking_and_privacy(loopback: Loopback, baileys: Baileys, neonize: Client) -> None:
    baileys.call("block", BOB)
    assert baileys.call("blocklist") == [lid(loopback, BOB)]
    neonize.call("send_text", ALICE, "while blocked")
    baileys.call("unblock", BOB)
    neonize.call("send_text", ALICE, "after")
    baileys.wait("message", text="after")
    assert baileys.saw("message", text="while blocked") == []
    baileys.call("set_last_seen", "none")
    assert baileys.call("privacy")["last"] == "none"
    assert baileys.warnings() + neonize.warnings() == []


def test_presence_and_typing(baileys: Baileys, neonize: Client) -> None:
    until(lambda: neonize.call("push_name"), "the phone has told its name")
    neonize.call("appear")
    baileys.call("subscribe", BOB)
    baileys.wait("presence", lastKnownPresence="available")
    neonize.call("typing", ALICE)
    baileys.wait("presence", lastKnownPresence="composing")
    baileys.call("typing", BOB)
    neonize.wait("typing")
    neonize.call("disappear")
    baileys.wait("presence", lastKnownPresence="unavailable")
    assert baileys.warnings() + neonize.warnings() == []


def test_calls_are_rejected(
    loopback: Loopback, new_phone: Callable[..., Hand], baileys: Baileys
) -> None:
    phone = new_phone(BOB, "Bob")
    came = phone.overhear()
    attrs = {"call-id": "C1", "call-creator": lid(loopback, BOB)}
    ringing = {"id": "1", "to": f"{ALICE}@s.whatsapp.net"}
    loopback.run(phone.phone._connection.send, Node("call", ringing, [Node("offer", attrs)]))
    heard = baileys.wait("call", id="C1", what="offer")
    baileys.call("reject_call", heard["by"], "C1")
    until(lambda: [it for it in list(came) if it.tag == "call"], "the rejection")
    assert baileys.warnings() == []


def test_it_can_be_unlinked(
    new_phone: Callable[..., Hand], new_baileys: Callable[[], Baileys]
) -> None:
    phone, baileys = new_phone(ALICE, "Alice"), new_baileys()
    device = phone.scan(baileys.wait("qr")["text"])
    baileys.wait("connected")
    phone.unlink(device)
    baileys.wait("logged_out")
