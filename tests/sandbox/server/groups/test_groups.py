"""Groups, as stanzas between phones: who is in them, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.groups.member import (
    ALICE,
    BOB,
    CAROL,
    NOBODY,
    Member,
    change,
    info,
    named,
    number_of,
    participant,
    post,
    roles,
)

Create = Callable[..., str]


def test_a_group_is_its_creators_who_is_told_of_everyone_in_it(
    alice: Member, bob: Member, create: Create
) -> None:
    gid = create(bob.lid, NOBODY)
    group = info(alice, gid)
    assert roles(group) == {ALICE: "superadmin", BOB: ""}
    mode = group.get("addressing_mode")
    assert all(map(named, group.all("participant"), (alice, bob), (mode, mode)))
    assert group.get("creator") == (alice.lid if mode == "lid" else alice.pn)
    assert (group.get("subject"), group.get("size")) == ("Friends", "2")


def test_all_hear_of_a_new_group_but_the_device_that_made_it(
    alice: Member, bob: Member, create: Create
) -> None:
    gid = create(bob.pn)
    told = bob.hears("create")
    assert told.get("from") == gid
    assert told.get("notify") == "Alice"
    assert roles(told.children[0].children[0]) == {ALICE: "superadmin", BOB: ""}
    other = "participant_pn" if told.get("addressing_mode") == "lid" else "participant_lid"
    assert {told.get("participant"), told.get(other)} == {alice.lid, alice.pn}
    assert alice.told("create") == []


def test_a_client_may_choose_how_people_appear_in_its_group(alice: Member) -> None:
    for mode in ("lid", "pn"):
        asked = Node("create", {"subject": "Friends", "addressing_mode": mode})
        assert alice.ask("g.us", asked).children[0].get("addressing_mode") == mode


def test_whoever_cannot_be_added_is_named_with_the_reason(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    carol.ask("s.whatsapp.net", Node("nothing"))
    gid = create(bob.pn)
    answer = alice.ask(gid, change("add", bob.lid, NOBODY, carol.lid)).children[0]
    assert [it.get("error") for it in answer.children] == ["409", "404", ""]
    assert roles(info(carol, gid)).keys() == {ALICE, BOB, CAROL}


def test_a_change_of_members_is_told_to_all_whom_it_concerns(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn)
    before = bob.hears("create").children[0].children[0].get("p_v_id")
    alice.ask(gid, change("add", carol.pn))
    added = bob.hears("add").children[0]
    assert added.get("prev_v_id") == before
    assert added.get("v_id") == info(bob, gid).get("p_v_id")
    assert roles(carol.hears("create").children[0].children[0]).keys() == {ALICE, BOB, CAROL}
    assert carol.told("add") == []
    alice.ask(gid, change("promote", bob.lid))
    alice.ask(gid, change("demote", bob.pn))
    bob.hears("demote")
    alice.ask(gid, change("remove", carol.lid))
    for member in (alice, bob, carol):
        (gone,) = member.hears("remove").children[0].children
        assert named(gone, carol, info(alice, gid).get("addressing_mode"))
        for role in ("promote", "demote"):
            assert number_of(member.hears(role).children[0].children[0]) == BOB
    assert carol.refused(gid, Node("query"), "get") == "403"


@pytest.mark.parametrize("action", ["remove", "promote", "demote"])
def test_what_takes_an_admin_is_refused_to_others(
    bob: Member, carol: Member, create: Create, action: str
) -> None:
    gid = create(bob.pn)
    assert bob.refused(gid, change(action, bob.pn)) == "403"
    assert carol.refused(gid, change(action, bob.pn)) == "403"
    assert bob.told(action) == []


def test_not_even_an_admin_touches_the_creator(alice: Member, bob: Member, create: Create) -> None:
    gid = create(bob.pn)
    alice.ask(gid, change("promote", bob.pn))
    for action in ("demote", "remove"):
        answer = bob.ask(gid, change(action, alice.pn, NOBODY)).children[0]
        assert [it.get("error") for it in answer.children] == ["403", "404"]
    assert roles(info(bob, gid))[ALICE] == "superadmin"
    alice.ask(gid, change("demote", alice.pn))
    assert roles(info(bob, gid)) == {ALICE: "", BOB: "admin"}


def test_communities_are_not_known_here(alice: Member) -> None:
    assert alice.refused("g.us", Node("create", {"subject": "C"}, [Node("parent")])) == "501"


def test_when_the_last_admin_leaves_the_oldest_member_becomes_one(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn, carol.pn)
    leave = Node("leave", content=[Node("group", {"id": gid})])
    assert alice.refused("g.us", leave) == ""
    assert number_of(alice.hears("remove").children[0].children[0]) == ALICE
    assert number_of(carol.hears("promote").children[0].children[0]) == BOB
    assert roles(info(carol, gid)) == {BOB: "admin", CAROL: ""}
    assert alice.ask("g.us", leave).children[0].children[0].get("error") == "404"


def test_a_group_that_all_have_left_is_gone(alice: Member, create: Create) -> None:
    gid = create()
    alice.ask("g.us", Node("leave", content=[Node("group", {"id": gid})]))
    assert alice.refused(gid, Node("query"), "get") == "404"
    assert alice.posts(post(gid)) == "404"


def test_a_member_sees_the_groups_that_he_is_in(
    alice: Member, bob: Member, create: Create
) -> None:
    gids = {create(bob.pn), create(bob.pn)}
    create()
    listed = bob.ask("g.us", Node("participating"), "get").children[0]
    assert {f"{it.get('id')}@g.us" for it in listed.children} == gids


def test_a_group_outlives_the_server(tmp_path: Path) -> None:
    with Loopback(tmp_path) as loopback:
        alice, bob = Member(loopback, ALICE), Member(loopback, BOB)
        asked = Node("create", {"subject": "Friends"}, [participant(bob.pn), Node("locked")])
        gid = f"{alice.ask('g.us', asked).children[0].get('id')}@g.us"
        text = Node("description", {"id": "D1"}, [Node("body", content=b"who we are")])
        alice.ask(gid, text)
        code = alice.ask(gid, Node("invite"), "get").children[0].get("code")
        before = str(info(alice, gid))
        kept = f"{alice.ask('g.us', asked).children[0].get('id')}@g.us"
        gone = f"{alice.ask('g.us', asked).children[0].get('id')}@g.us"
        for member in (alice, bob):
            member.ask("g.us", Node("leave", content=[Node("group", {"id": gone})]))
    with Loopback(tmp_path) as loopback:
        alice = Member(loopback, ALICE)
        assert str(info(alice, gid)) == before
        assert alice.ask(gid, Node("invite"), "get").children[0].get("code") == code
        assert roles(info(alice, kept)) == {ALICE: "superadmin", BOB: ""}
        assert alice.refused(gone, Node("query"), "get") == "404"
