"""Ways into a group: its link, an invitation of one's own, and asking the admins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.server.iq.groups import invites
from sandbox.wire.node import Node
from tests.sandbox.server.groups.member import (
    ALICE,
    BOB,
    CAROL,
    Member,
    change,
    info,
    number_of,
    roles,
)

Create = Callable[..., str]


def lets_nobody_add(member: Member) -> None:
    settings = Node("privacy", content=[Node("category", {"name": "groupadd", "value": "none"})])
    iq = {"id": "P1", "xmlns": "privacy", "type": "set", "to": "s.whatsapp.net"}
    member.say(Node("iq", iq, [settings]))


def way_in(admin: Member, gid: str, member: Member) -> dict[str, str]:
    """What admin is given in place of a member; to be used with `accept`."""
    (refused,) = admin.ask(gid, change("add", member.pn)).children[0].children
    assert refused.get("error") == "403"
    return refused.children[0].attrs | {"admin": admin.lid}


def test_who_lets_nobody_add_him_gets_a_way_in_of_his_own(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    lets_nobody_add(bob)
    gid = create()
    way = way_in(alice, gid, bob)
    assert carol.refused(gid, Node("accept", way)) == "406"
    assert bob.refused(gid, Node("query", content=[Node("add_request", way)]), "get") == ""
    assert bob.refused(gid, Node("accept", way)) == ""
    assert BOB in roles(info(bob, gid))
    assert bob.refused(gid, Node("accept", way)) == "406"


def test_a_way_in_is_taken_back_or_is_over_in_time(
    alice: Member, bob: Member, create: Create, monkeypatch: pytest.MonkeyPatch
) -> None:
    lets_nobody_add(bob)
    gid = create()
    way = way_in(alice, gid, bob)
    assert alice.refused(gid, change("revoke", bob.lid)) == ""
    assert bob.refused(gid, Node("accept", way)) == "406"
    way = way_in(alice, gid, bob)
    monkeypatch.setattr(invites, "now", lambda: int(way["expiration"]) + 1)
    assert bob.refused(gid, Node("accept", way)) == "410"


def test_nobody_is_added_by_whom_he_has_blocked(
    alice: Member, bob: Member, create: Create
) -> None:
    item = Node("item", {"action": "block", "jid": alice.lid, "pn_jid": alice.pn})
    bob.say(
        Node(
            "iq", {"id": "B1", "xmlns": "blocklist", "type": "set", "to": "s.whatsapp.net"}, [item]
        )
    )
    gid = create(bob.pn)
    assert roles(info(alice, gid)).keys() == {ALICE}


def test_a_link_lets_in_until_it_is_revoked(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create()
    invite = alice.ask(gid, Node("invite"), "get").children[0]
    assert len(invite.get("code")) == 22
    seen = bob.ask("g.us", invite, "get").children[0]
    assert seen.get("subject") == "Friends"
    assert bob.ask("g.us", invite).children[0].get("jid") == gid
    assert bob.hears("create").children[0].get("reason") == "invite"
    assert alice.hears("add").children[0].get("reason") == "invite"
    assert bob.refused("g.us", invite) == "409"
    fresh = alice.ask(gid, Node("invite")).children[0]
    assert alice.hears("invite").children[0].get("code") == fresh.get("code")
    assert carol.refused("g.us", invite) == "410"
    assert carol.refused("g.us", Node("invite", {"code": "x" * 22}), "get") == "406"
    assert carol.refused("g.us", fresh) == ""
    assert bob.told("invite") == []


def test_the_link_is_for_admins_to_give(bob: Member, carol: Member, create: Create) -> None:
    gid = create(bob.pn)
    for kind in ("get", "set"):
        assert bob.refused(gid, Node("invite"), kind) == "401"
        assert carol.refused(gid, Node("invite"), kind) == "403"
    assert carol.refused("120363000000000000@g.us", Node("invite"), "get") == "404"


def test_where_admins_must_agree_they_are_asked(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    on = Node("membership_approval_mode", content=[Node("group_join", {"state": "on"})])
    gid = create(settings=(on,))
    invite = alice.ask(gid, Node("invite"), "get").children[0]
    for member in (bob, carol):
        waiting = member.ask("g.us", invite).children[0]
        assert (waiting.tag, waiting.get("jid")) == ("membership_approval_request", gid)
    asked = alice.hears("created_membership_requests").children[0]
    assert number_of(asked.children[0]) == CAROL
    listed = alice.ask(gid, Node("membership_approval_requests"), "get").children[0]
    assert [number_of(it) for it in listed.children] == [BOB, CAROL]
    for decision, member in (("approve", bob), ("reject", carol)):
        action = Node("membership_requests_action", content=[change(decision, member.lid)])
        assert alice.refused(gid, action) == ""
    bob.hears("create")
    carol.hears("revoked_membership_requests")
    assert bob.refused(gid, change("add", carol.pn)) == "403"
    assert roles(info(alice, gid)).keys() == {ALICE, BOB}
    listed = alice.ask(gid, Node("membership_approval_requests"), "get").children[0]
    assert listed.children == []
