"""Messages, receipts and typing in groups: who gets what, and who may write."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.wire.node import Node
from tests.sandbox.server.groups.member import Member, info, post
from tests.until import until

Create = Callable[..., str]


def receipts(member: Member) -> list[Node]:
    return [node for node in list(member.heard) if node.tag == "receipt"]


def test_a_message_reaches_every_member_with_the_key_that_is_his(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn, carol.pn)
    assert alice.posts(post(gid, bob.lid)) == ""
    (to_bob,) = until(bob.messages, "the message")
    (to_carol,) = until(carol.messages, "the message")
    assert [it.get("type") for it in to_bob.all("enc")] == ["pkmsg", "skmsg"]
    assert to_bob.child("device-identity")
    assert [it.get("type") for it in to_carol.all("enc")] == ["skmsg"]
    assert to_carol.child("device-identity") is None
    assert (to_bob.get("from"), to_bob.get("notify")) == (gid, "Alice")
    lid = to_bob.get("addressing_mode") == "lid"
    names = (alice.lid, alice.pn) if lid else (alice.pn, alice.lid)
    other = "participant_pn" if lid else "participant_lid"
    assert (to_bob.get("participant"), to_bob.get(other)) == names
    assert alice.messages() == []


def test_only_members_write_and_where_it_says_so_only_admins(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn, settings=(Node("announcement"),))
    assert bob.posts(post(gid, message_id="B1")) == "420"
    assert carol.posts(post(gid, message_id="C1")) == "403"
    assert carol.posts(post("120363000000000000@g.us", message_id="C2")) == "404"
    assert alice.posts(post(gid, message_id="A1")) == ""
    until(bob.messages, "the message")
    assert [it.get("id") for it in bob.messages()] == ["A1"]
    assert carol.messages() == alice.messages() == []


def test_a_message_that_makes_no_sense_is_refused_and_may_be_put_right(
    alice: Member, bob: Member, create: Create
) -> None:
    gid = create(bob.pn)
    assert alice.posts(post(gid, "nonsense:x@lid")) == "400"
    alice.heard.clear()
    assert alice.posts(post(gid, bob.lid)) == ""
    until(bob.messages, "the message")


def test_what_happened_in_a_group_comes_in_order_after_a_pause(
    alice: Member, bob: Member, create: Create
) -> None:
    gid = create(bob.pn)
    created = bob.hears("create").attrs
    kept = {key: created[key] for key in ("id", "participant", "type")}
    bob.say(Node("ack", kept | {"class": "notification", "to": gid}))
    bob.loopback.run(bob.line.close)
    for number in range(3):
        for _ in range(2):
            alice.say(post(gid, message_id=f"M{number}"))
    alice.ask(gid, Node("locked"))
    bob.heard.clear()
    bob.dial()
    until(lambda: [it for it in bob.heard if it.child("offline")], "the end of what waited")
    *waited, last = [it for it in bob.heard if it.get("from") == gid]
    assert [it.get("id") for it in waited] == ["M0", "M1", "M2"]
    assert last.child("locked")
    bob.say(Node("receipt", {"id": "M1", "to": gid, "participant": waited[1].get("participant")}))
    bob.heard.clear()
    bob.dial()
    until(lambda: [it for it in bob.heard if it.child("offline")], "the end of what waited")
    assert [it.get("id") for it in bob.messages()] == ["M0", "M2"]


def test_a_receipt_goes_to_the_sender_alone_and_names_the_reader(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn, carol.pn)
    for sender in (alice.lid, alice.pn):
        attrs = {"id": sender, "to": gid, "participant": sender, "type": "read"}
        bob.say(Node("receipt", attrs, [Node("list", content=[Node("item", {"id": "M0"})])]))
    told = until(lambda: receipts(alice)[1:] and receipts(alice), "two receipts")
    lid = info(alice, gid).get("addressing_mode") == "lid"
    for it in told:
        assert (it.get("from"), it.get("type")) == (gid, "read")
        assert it.get("participant") == (bob.lid if lid else bob.pn)
        assert it.children[0].children[0].get("id") == "M0"
    assert receipts(carol) == []


def test_a_resend_goes_to_the_one_that_asked_for_it(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn, carol.pn)
    for asker in (bob, carol):
        retry = [Node("retry", {"count": "1", "id": "M1"}), Node("registration", content=b"1234")]
        attrs = {"id": "M1", "to": gid, "participant": alice.lid, "type": "retry"}
        asker.say(Node("receipt", attrs, retry))
    asked = until(lambda: receipts(alice)[1:] and receipts(alice), "both")
    for receipt in asked:
        assert receipt.children[0].get("id") == "M1"
        enc = Node("enc", {"v": "2", "type": "pkmsg", "count": "1"}, b"again")
        attrs = {"id": "M1", "type": "text", "to": gid}
        alice.say(Node("message", attrs | {"participant": receipt.get("participant")}, [enc]))
    for asker in (bob, carol):
        (got,) = until(asker.messages, "the resend")
        assert [it.get("count") for it in got.all("enc")] == ["1"]


def test_strangers_are_heard_by_nobody(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn)
    carol.say(Node("receipt", {"id": "C1", "to": gid, "participant": alice.lid}))
    carol.say(Node("chatstate", {"to": gid}, [Node("composing")]))
    bob.say(Node("receipt", {"id": "B1", "to": gid, "participant": alice.lid}))
    bob.say(Node("chatstate", {"to": gid}, [Node("composing")]))
    typing = until(lambda: [it for it in alice.heard if it.tag == "chatstate"], "the typing")
    assert [it.get("id") for it in receipts(alice)] == ["B1"]
    lid = typing[0].get("addressing_mode") == "lid"
    (name,) = (it.get("participant") for it in typing)
    assert name == (bob.lid if lid else bob.pn)


def test_a_status_is_taken_and_shown_to_nobody(alice: Member, bob: Member) -> None:
    assert alice.posts(post("status@broadcast", bob.lid)) == ""
    assert bob.messages() == []
