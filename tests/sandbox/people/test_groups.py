"""The life of a group, as the phones in it see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.people.errors import PhoneError
from sandbox.people.group import Addressing, Group
from tests.sandbox.people.hand import Hand
from tests.until import until

A, B, C, D = "15550001", "15550002", "15550003", "15550004"
JPEG = b"\xff\xd8\xff\xe0 a picture"

NewPhone = Callable[..., Hand]
Trio = tuple[Hand, Hand, Hand]


@pytest.fixture
def trio(new_phone: NewPhone) -> Trio:
    return new_phone(A, "Ann"), new_phone(B, "Bob"), new_phone(C, "Carl")


def in_group(hand: Hand, group_id: str) -> Group | None:
    return next((it for it in hand.phone.groups() if it.id == group_id), None)


def make(ann: Hand, *others: Hand, addressing: Addressing = "lid") -> str:
    numbers = [hand.number for hand in others]
    group = ann.do(ann.phone.create_group("Tea", numbers, addressing=addressing))
    for hand in others:
        until(lambda hand=hand: in_group(hand, group.id), f"the group at {hand.number}")
    return group.id


@pytest.mark.parametrize("addressing", ["lid", "pn"])
def test_a_new_group_is_the_same_for_all_in_it(trio: Trio, addressing: Addressing) -> None:
    ann, bob, carl = trio
    group_id = make(ann, bob, carl, addressing=addressing)
    for hand in trio:
        group = hand.phone.group(group_id)
        assert (group.subject, group.owner, group.addressing) == ("Tea", A, addressing)
        assert {m.number: (m.admin, m.owner) for m in group.members} == {
            A: (True, True),
            B: (False, False),
            C: (False, False),
        }
    ann.wait(kind="event", text="Ann made the group “Tea”", chat=group_id)
    bob.wait(kind="event", text="Ann added Bob", sender=A)
    bob.felt("group", id=group_id)


def test_members_come_and_go(trio: Trio, new_phone: NewPhone) -> None:
    ann, bob, carl = trio
    group_id = make(ann, bob)
    assert ann.do(ann.phone.change_members(group_id, "add", [C])) == {}
    until(lambda: in_group(carl, group_id), "the group at Carl's")
    bob.wait(kind="event", text=f"Ann added {C}")
    assert ann.do(ann.phone.change_members(group_id, "add", [C])) == {C: 409}
    ann.do(ann.phone.change_members(group_id, "promote", [B]))
    until(lambda: bob.phone.group(group_id).members[1].admin, "Bob is an admin")
    bob.do(bob.phone.change_members(group_id, "remove", [C]))
    until(lambda: not in_group(carl, group_id), "Carl is out")
    carl.wait(kind="event", text="Bob removed Carl")
    with pytest.raises(PhoneError, match="no group"):
        carl.send(group_id, "hello?")
    ann.do(ann.phone.leave(group_id))
    bob.wait(kind="event", text="Ann left")
    assert [m.number for m in bob.phone.group(group_id).members] == [B]


def test_who_was_removed_reads_nothing_that_is_written_after(trio: Trio) -> None:
    ann, bob, carl = trio
    group_id = make(ann, bob, carl)
    ann.send(group_id, "for three")
    carl.wait(text="for three")
    before = ann.phone.memory.group_keys[group_id].key.id
    ann.do(ann.phone.change_members(group_id, "remove", [C]))
    ann.send(group_id, "for two")
    bob.wait(text="for two")
    assert ann.phone.memory.group_keys[group_id].key.id != before
    assert not [m for m in carl.messages() if m.text == "for two"]


def test_a_key_is_given_to_each_device_once(trio: Trio) -> None:
    ann, bob, carl = trio
    group_id = make(ann, bob)
    came = bob.overhear()
    for n in range(3):
        ann.send(group_id, str(n))
        bob.wait(text=str(n))
    kinds = [[e.get("type") for e in node.all("enc")] for node in came if node.tag == "message"]
    assert kinds == [["pkmsg", "skmsg"], ["skmsg"], ["skmsg"]]
    ann.do(ann.phone.change_members(group_id, "add", [C]))
    ann.send(group_id, "welcome")
    carl.wait(text="welcome")


def test_what_a_group_is_called_and_who_may_change_it(trio: Trio) -> None:
    ann, bob, _ = trio
    group_id = make(ann, bob)
    ann.do(ann.phone.set_subject(group_id, "Coffee"))
    ann.do(ann.phone.set_description(group_id, "hot"))
    ann.do(ann.phone.set_description(group_id, "cold"))
    bob.wait(kind="event", text="Ann named the group “Coffee”")
    until(lambda: bob.phone.group(group_id).description == "cold", "the description")
    assert bob.phone.group(group_id).subject == "Coffee"
    ann.do(ann.phone.set_description(group_id, ""))
    bob.wait(kind="event", text="Ann took away the group's description")
    ann.do(ann.phone.set_locked(group_id, True))
    until(lambda: bob.phone.group(group_id).locked, "the lock")
    with pytest.raises(PhoneError, match="only an admin"):
        bob.do(bob.phone.set_subject(group_id, "Beer"))
    ann.do(ann.phone.set_group_picture(group_id, JPEG))
    bob.wait(kind="event", text="Ann changed the group's picture")


def test_where_only_admins_write_others_are_refused(trio: Trio) -> None:
    ann, bob, _ = trio
    group_id = make(ann, bob)
    ann.do(ann.phone.set_announce(group_id, True))
    bob.wait(kind="event", text="Ann lets only admins write")
    with pytest.raises(PhoneError, match="Only admins may write"):
        bob.send(group_id, "but")
    ann.send(group_id, "listen")
    bob.wait(text="listen")
    ann.do(ann.phone.set_announce(group_id, False))
    bob.wait(kind="event", text="Ann lets everybody write")
    bob.send(group_id, "thanks")
    ann.wait(text="thanks")


def test_an_invite_lets_one_in_until_it_is_revoked(trio: Trio, new_phone: NewPhone) -> None:
    ann, bob, carl = trio
    dora = new_phone(D, "Dora")
    group_id = make(ann, bob)
    code = ann.do(ann.phone.invite_code(group_id))
    assert carl.do(carl.phone.join(f"https://chat.whatsapp.com/{code}")) == group_id
    bob.wait(kind="event", text="Carl joined by the invite link")
    carl.send(group_id, "hello all")
    for hand in (ann, bob):
        hand.wait(text="hello all", sender=C)
    assert ann.do(ann.phone.revoke_invite(group_id)) != code
    with pytest.raises(PhoneError, match="revoked"):
        dora.do(dora.phone.join(code))
    with pytest.raises(PhoneError, match="only an admin"):
        bob.do(bob.phone.revoke_invite(group_id))


def test_what_no_group_can_be_asked(trio: Trio) -> None:
    ann, *_ = trio
    with pytest.raises(PhoneError, match="no group"):
        ann.phone.group("1203631@g.us")
    with pytest.raises(PhoneError, match="at least one other"):
        ann.do(ann.phone.create_group("Tea", []))
    with pytest.raises(PhoneError, match="15550009 is not on WhatsApp"):
        ann.do(ann.phone.create_group("Tea", ["15550009"]))
    with pytest.raises(PhoneError, match="none of add"):
        ann.do(ann.phone.change_members("1203631@g.us", "praise", [B]))  # type: ignore[arg-type]


def test_a_phone_that_lost_the_key_of_a_member_asks_for_the_message_again(trio: Trio) -> None:
    ann, bob, _ = trio
    group_id = make(ann, bob)
    ann.send(group_id, "one")
    bob.wait(text="one")
    bob.phone.memory.sender_keys.forget_all(f"{A}:")
    ann.send(group_id, "two")
    bob.wait(text="two")
    ann.send(group_id, "three")
    bob.wait(text="three")
    assert [m.text for m in bob.messages() if m.kind == "text"] == ["one", "two", "three"]
