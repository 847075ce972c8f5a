"""What groups are called and allow: who may change it, and that all are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.wire.node import Node
from tests.sandbox.server.groups.member import CAROL, Member, change, info, roles

Create = Callable[..., str]


@pytest.mark.parametrize(
    ("setting", "state"),
    [
        (Node("announcement"), "announcement"),
        (Node("locked"), "locked"),
        (Node("ephemeral", {"expiration": "86400"}), "ephemeral"),
        (
            Node("membership_approval_mode", content=[Node("group_join", {"state": "on"})]),
            "membership_approval_mode",
        ),
    ],
)
def test_a_setting_is_told_and_shown_whether_made_at_once_or_later(
    alice: Member, bob: Member, create: Create, setting: Node, state: str
) -> None:
    gid = create(bob.pn)
    assert info(bob, gid).child(state) is None
    assert alice.refused(gid, setting) == ""
    bob.hears(state)
    assert info(bob, gid).child(state)
    assert info(bob, create(bob.pn, settings=(setting,))).child(state)


@pytest.mark.parametrize(
    ("setting", "undone"),
    [
        ("announcement", Node("not_announcement")),
        ("locked", Node("unlocked")),
        ("ephemeral", Node("not_ephemeral")),
    ],
)
def test_a_setting_is_undone(
    alice: Member, bob: Member, create: Create, setting: str, undone: Node
) -> None:
    gid = create(bob.pn, settings=(Node(setting, {"expiration": "60"}),))
    assert alice.refused(gid, undone) == ""
    bob.hears(undone.tag)
    assert info(bob, gid).child(setting) is None


def test_who_may_add_members_is_for_admins_to_say(
    alice: Member, bob: Member, carol: Member, create: Create
) -> None:
    gid = create(bob.pn)
    by_admins = Node("member_add_mode", content=b"admin_add")
    assert bob.refused(gid, by_admins) == "403"
    assert alice.refused(gid, by_admins) == ""
    assert bob.refused(gid, change("add", carol.pn)) == "403"
    alice.ask(gid, Node("member_add_mode", content=b"all_member_add"))
    assert bob.refused(gid, change("add", carol.pn)) == ""
    assert CAROL in roles(info(carol, gid))


def test_everyone_renames_a_group_unless_it_is_locked(
    alice: Member, bob: Member, create: Create
) -> None:
    gid = create(bob.pn)
    assert bob.refused(gid, Node("subject", content=b"Bob's")) == ""
    assert alice.hears("subject").children[0].get("subject") == "Bob's"
    alice.ask(gid, Node("locked"))
    for edit in (
        Node("subject", content=b"Mine"),
        Node("description", {"id": "D1"}, [Node("body", content=b"Mine")]),
        Node("ephemeral", {"expiration": "60"}),
    ):
        assert bob.refused(gid, edit) == "403"
    assert info(alice, gid).get("subject") == "Bob's"


def test_nobody_overwrites_a_description_that_he_has_not_seen(
    alice: Member, bob: Member, create: Create
) -> None:
    gid = create(bob.pn)
    first = Node("description", {"id": "D1"}, [Node("body", content=b"first")])
    assert bob.refused(gid, first) == ""
    shown = alice.hears("description").children[0]
    assert (shown.get("id"), shown.children[0].data) == ("D1", b"first")
    second = Node("description", {"id": "D2"}, [Node("body", content=b"second")])
    assert alice.refused(gid, second) == "409"
    second.attrs["prev"] = "D1"
    assert alice.refused(gid, second) == ""
    kept = info(bob, gid).child("description")
    assert kept
    assert (kept.get("id"), kept.children[0].data) == ("D2", b"second")
    gone = Node("description", {"id": "D3", "prev": "D2", "delete": "true"})
    assert alice.refused(gid, gone) == ""
    assert bob.hears("description").children[0].children[0].tag == "delete"
    assert info(bob, gid).child("description") is None


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (Node("subject", content=b"x" * 101), "406"),
        (Node("description", {"id": "D1"}, [Node("body", content=b"x" * 2049)]), "406"),
        (Node("ephemeral", {"expiration": "soon"}), "400"),
        (Node("member_add_mode", content=b"nobody"), "400"),
        (Node("membership_approval_mode"), "400"),
        (change("add", "nonsense:x@lid"), "400"),
        (Node("membership_requests_action"), "400"),
        (Node("links"), "501"),
    ],
)
def test_bad_input_changes_nothing(alice: Member, create: Create, bad: Node, code: str) -> None:
    gid = create()
    before = str(info(alice, gid))
    assert alice.refused(gid, bad) == code
    assert str(info(alice, gid)) == before
    assert alice.told(bad.tag) == []
