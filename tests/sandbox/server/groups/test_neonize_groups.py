"""Real clients in groups, by LID and by number: what they see, and that nothing disquiets them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.wire.node import Node
from tests.sandbox.clients import Client
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.groups.member import ALICE, BOB, CAROL
from tests.sandbox.server.owner import Owner

pytestmark = pytest.mark.neonize

Linked = Callable[..., Client]


@pytest.fixture
def linked(new_linked: Linked) -> Iterator[Linked]:
    """Linked clients, whose logs have nothing to complain of in the end."""
    clients: list[Client] = []

    def make(number: str, name: str = "Someone") -> Client:
        clients.append(new_linked(number, name))
        return clients[-1]

    yield make
    for client in clients:
        assert client.warnings() == []


@pytest.fixture
def alice(linked: Linked) -> Client:
    return linked(ALICE, "Alice")


@pytest.fixture
def bob(linked: Linked) -> Client:
    return linked(BOB, "Bob")


@pytest.fixture
def carol(linked: Linked) -> Client:
    return linked(CAROL, "Carol")


def test_members_talk_and_mention_each_other(alice: Client, bob: Client, carol: Client) -> None:
    made = alice.call("create_group", "Friends", [BOB, CAROL])
    gid = made["gid"]
    assert (made["name"], made["numbers"]) == ("Friends", [ALICE, BOB, CAROL])
    assert sorted(made["members"].values()) == ["", "", "superadmin"]
    for member in (bob, carol):
        joined = member.wait("joined", gid=gid)
        assert joined["members"] == made["members"]
    everyone = list(made["members"])
    sent = alice.call("mention", gid, "all of you", everyone)
    for member in (bob, carol):
        got = member.wait("message", id=sent)
        assert (got["text"], got["chat"], got["name"]) == ("all of you", gid, "Alice")
        assert got["mentions"] == everyone
        assert ALICE in got["sender"] + got["alt"]
    answer = bob.call("reply", sent, "here")
    for member in (alice, carol):
        assert member.wait("message", id=answer)["quoted"] == sent
    carol.call("read", answer)
    assert bob.wait("receipt", ids=[answer], what="read")["chat"] == gid
    carol.call("typing", gid)
    assert alice.wait("typing", chat=gid)["by"] in everyone


def test_admins_run_the_group(alice: Client, bob: Client, carol: Client) -> None:
    gid = alice.call("create_group", "Friends", [BOB])["gid"]
    ((added, error),) = ((it["jid"], it["error"]) for it in members(alice, gid, "add", CAROL))
    assert error == 0
    assert (
        carol.wait("joined", gid=gid)["members"].keys() == bob.call("group", gid)["members"].keys()
    )
    assert bob.wait("group", what="join")["value"] == [added]
    assert [it["error"] for it in members(alice, gid, "add", CAROL, "15559999")] == [409, 404]

    members(alice, gid, "promote", CAROL)
    assert bob.wait("group", what="promote")["value"] == [added]
    carol.call("announce", gid, True)
    assert bob.wait("group", what="announce")["value"] is True
    with pytest.raises(AssertionError, match="420"):
        bob.call("send_text", gid, "may I?")
    sent = carol.call("send_text", gid, "hear, hear")
    assert bob.wait("message", id=sent)["text"] == "hear, hear"
    members(alice, gid, "demote", CAROL)
    assert carol.wait("group", what="demote")["value"] == [added]
    with pytest.raises(AssertionError, match="403"):
        members(carol, gid, "remove", BOB)

    members(alice, gid, "remove", CAROL)
    for member in (alice, bob, carol):
        assert member.wait("group", what="leave")["value"] == [added]
    with pytest.raises(AssertionError, match="not participating"):
        carol.call("group", gid)
    with pytest.raises(AssertionError, match="403"):
        carol.call("send_text", gid, "still there?")
    assert carol.call("groups") == []


def members(client: Client, gid: str, action: str, *numbers: str) -> list[dict[str, Any]]:
    return list(client.call("change_members", gid, action, numbers))


def test_a_group_gets_a_name_a_description_and_a_picture(alice: Client, bob: Client) -> None:
    gid = alice.call("create_group", "Friends", [BOB])["gid"]
    bob.call("name_group", gid, "Good friends")
    assert alice.wait("group", what="name")["value"] == "Good friends"
    for text in ("who we are", "who we really are", ""):
        bob.call("describe_group", gid, text)
        assert alice.wait("group", what="topic", value=text)
        assert alice.call("group", gid)["description"] == text
    alice.call("group_picture", gid, "ffd8ff")
    assert bob.wait("picture", of=gid)["by"] == alice.call("group", gid)["owner"]
    alice.call("lock", gid, True)
    assert bob.wait("group", what="locked")["value"] is True
    with pytest.raises(AssertionError, match="403"):
        bob.call("name_group", gid, "Bob's")
    alice.call("lock", gid, False)
    assert bob.wait("group", what="locked", value=False)
    bob.call("name_group", gid, "Ours")
    (listed,) = alice.call("groups")
    assert (listed["name"], listed["locked"]) == ("Ours", False)


def test_a_link_leads_in_and_everyone_may_leave(alice: Client, bob: Client, carol: Client) -> None:
    gid = alice.call("create_group", "Friends", [])["gid"]
    old = alice.call("invite_link", gid)
    assert bob.call("group_behind", old)["name"] == "Friends"
    assert bob.call("join", old) == gid
    assert bob.wait("joined", gid=gid)["reason"] == "invite"
    assert alice.wait("group", what="join")["reason"] == "invite"
    with pytest.raises(AssertionError, match="permission"):
        bob.call("invite_link", gid)
    new = alice.call("invite_link", gid, True)
    assert alice.wait("group", what="link")["value"] == new
    with pytest.raises(AssertionError, match="revoked"):
        carol.call("join", old)
    assert carol.call("join", new) == gid
    sent = carol.call("send_text", gid, "found it")
    for member in (alice, bob):
        assert member.wait("message", id=sent)["text"] == "found it"
    alice.call("leave", gid)
    (next_admin,) = carol.wait("group", what="promote")["value"]
    group = bob.call("group", gid)
    assert group["members"][next_admin] == "admin"
    assert group["numbers"] == [BOB, CAROL]
    assert bob.call("invite_link", gid) == new


def test_all_devices_of_a_member_are_in_the_group(
    loopback: Loopback, new_client: Callable[[str], Client], bob: Client
) -> None:
    phone = Owner(loopback, ALICE, "Alice")
    alice, second = new_client("first"), new_client("second")
    phone.scan(alice.wait("qr")["text"])
    alice.wait("caught_up")
    gid = alice.call("create_group", "Friends", [BOB])["gid"]
    bob.wait("message", id=alice.call("send_text", gid, "before"))
    phone.scan(second.wait("qr")["text"])
    second.wait("caught_up")
    assert [it["gid"] for it in second.call("groups")] == [gid]
    sent = alice.call("send_text", gid, "from the first")
    got = second.wait("message", id=sent)
    assert (got["text"], got["from_me"]) == ("from the first", True)
    answer = bob.call("send_text", gid, "to both")
    for device in (alice, second):
        assert device.wait("message", id=answer)["from_me"] is False


def test_a_client_that_was_away_catches_up_with_its_groups(alice: Client, bob: Client) -> None:
    gid = alice.call("create_group", "Friends", [BOB])["gid"]
    bob.wait("joined", gid=gid)
    bob.kill()
    sent = [alice.call("send_text", gid, f"{number}") for number in range(3)]
    alice.call("name_group", gid, "Busy friends")
    since = len(bob.events)
    bob.start()
    bob.wait("caught_up", since=since)
    bob.wait("group", what="name", since=since)
    assert [it["id"] for it in bob.saw("message", chat=gid)] == sent
    assert [it["text"] for it in bob.saw("message", chat=gid)] == ["0", "1", "2"]


def test_a_client_that_has_lost_its_keys_asks_for_the_message_again(
    new_linked: Linked, alice: Client, tmp_path: Path
) -> None:
    bob = new_linked(BOB, "Bob")
    gid = alice.call("create_group", "Friends", [BOB])["gid"]
    first = alice.call("send_text", gid, "first")
    bob.wait("message", id=first)
    bob.kill()
    with contextlib.closing(sqlite3.connect(tmp_path / f"{BOB}.db")) as store, store:
        store.execute("DELETE FROM whatsmeow_sessions")
        store.execute("DELETE FROM whatsmeow_sender_keys")
    second = alice.call("send_text", gid, "second")
    since = len(bob.events)
    bob.start()
    assert bob.wait("message", id=second, since=since)["text"] == "second"
    assert {it["id"] for it in bob.saw("undecryptable")} == {second}


def test_who_may_not_just_come_is_asked_or_asks(
    loopback: Loopback, new_client: Callable[[str], Client], alice: Client
) -> None:
    phone = Owner(loopback, BOB, "Bob")
    bob = new_client("bob")
    phone.scan(bob.wait("qr")["text"])
    bob.wait("caught_up")
    nobody_adds = Node(
        "privacy", content=[Node("category", {"name": "groupadd", "value": "none"})]
    )
    asks(phone, "privacy", "s.whatsapp.net", nobody_adds)
    gid = alice.call("create_group", "Friends", [])["gid"]
    ((error, way),) = ((it["error"], it["way"]) for it in members(alice, gid, "add", BOB))
    assert error == 403
    bob.call("join_invited", gid, ALICE, *way)
    assert bob.wait("joined", gid=gid)["reason"] == "invite"

    members(alice, gid, "promote", BOB)
    bob.wait("group", what="promote")
    agreed = Node("membership_approval_mode", content=[Node("group_join", {"state": "on"})])
    asks(phone, "w:g2", gid, agreed)
    alice.call("leave", gid)
    assert alice.call("join", bob.call("invite_link", gid)) == gid
    bob.wait("group", what="created_membership_requests")
    (asking,) = bob.call("asking", gid)
    assert alice.call("groups") == []
    action = Node("approve", content=[Node("participant", {"jid": asking})])
    asks(phone, "w:g2", gid, Node("membership_requests_action", content=[action]))
    assert alice.wait("joined", gid=gid)["numbers"] == [ALICE, BOB]
    assert bob.warnings() == []


def asks(phone: Owner, namespace: str, to: str, child: Node) -> None:
    iq = {"id": f"{child.tag}-1", "xmlns": namespace, "type": "set", "to": to}
    phone.say(Node("iq", iq, [child]))
