"""What devices ask of the server."""

from __future__ import annotations

import hashlib

import pytest

from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.asking import ask, child, error, usync
from tests.sandbox.server.owner import Owner
from tests.until import until

ALICE, BOB = "15550001", "15550002"


@pytest.fixture
def alice(loopback: Loopback) -> Owner:
    return Owner(loopback, ALICE, "Alice")


@pytest.fixture
def bob(loopback: Loopback) -> Owner:
    return Owner(loopback, BOB, "Bob")


def key(tag: str, number: int) -> Node:
    parts = [
        Node("id", content=number.to_bytes(3, "big")),
        Node("value", content=bytes([number]) * 32),
    ]
    if tag == "skey":
        parts.append(Node("signature", content=bytes(64)))
    return Node(tag, content=parts)


def upload(owner: Owner, numbers: range, identity: bytes = b"") -> Node:
    children = [
        Node("registration", content=b"\0\0\0\1"),
        Node("type", content=b"\5"),
        Node("identity", content=identity or owner.identity),
        Node("list", content=[key("key", number) for number in numbers]),
        key("skey", 200),
    ]
    return ask(owner, "set", "encrypt", *children)


def count(owner: Owner) -> str:
    return child(ask(owner, "get", "encrypt", Node("count")), "count").get("value")


def bundle(owner: Owner, jid: str) -> Node:
    user = Node("user", {"jid": jid, "reason": "identity"})
    return child(ask(owner, "get", "encrypt", Node("key", {}, [user])), "list", "user")


def test_each_one_time_key_is_given_out_once_and_the_signed_one_stays(
    alice: Owner, bob: Owner
) -> None:
    upload(bob, range(1, 4))
    assert count(bob) == "3"
    jid = f"{BOB}@s.whatsapp.net"
    bundles = [bundle(alice, jid) for _ in range(4)]
    given = [it.child("key") for it in bundles]
    assert [child(it, "id").data[-1] for it in given if it] == [1, 2, 3]
    assert given[3] is None
    for it in bundles:
        assert child(it, "identity").data == bob.identity
        assert len(child(it, "skey", "signature").data) == 64
    assert count(bob) == "0"


def test_more_keys_are_added_to_those_that_are_left(bob: Owner) -> None:
    upload(bob, range(1, 4))
    upload(bob, range(3, 6))
    assert count(bob) == "5"


def test_a_client_can_compare_its_keys_with_the_servers(alice: Owner, bob: Owner) -> None:
    def digest() -> Node:
        return child(ask(bob, "get", "encrypt", Node("digest")), "digest")

    assert error(ask(bob, "get", "encrypt", Node("digest"))) == "404"
    upload(bob, range(1, 4))
    bundle(alice, f"{BOB}@s.whatsapp.net")
    assert [it.data[-1] for it in child(digest(), "list").children] == [2, 3]
    ask(bob, "set", "encrypt", Node("rotate", {}, [key("skey", 201)]))
    public = [bob.identity, bytes([201]) * 32, bytes(64), bytes([2]) * 32, bytes([3]) * 32]
    assert child(digest(), "hash").data == hashlib.sha1(b"".join(public)).digest()
    assert child(digest(), "skey", "id").data[-1] == 201


def test_a_device_that_runs_low_is_told(alice: Owner, bob: Owner) -> None:
    upload(bob, range(1, 6))
    bundle(alice, f"{BOB}@s.whatsapp.net")
    low = until(
        lambda: [it for it in list(bob.heard) if it.get("type") == "encrypt"], "the notice"
    )
    assert child(low[0], "count").get("value") == "4"


def test_there_is_no_bundle_of_a_device_without_keys(alice: Owner, bob: Owner) -> None:
    for jid in (f"{BOB}@s.whatsapp.net", "15559999@s.whatsapp.net"):
        assert child(bundle(alice, jid), "error").get("code") == "404"


def test_keys_of_wrong_sizes_are_refused_and_change_nothing(bob: Owner) -> None:
    assert error(upload(bob, range(1, 3), identity=b"short")) == "400"
    assert count(bob) == "0"


def test_a_device_without_keys_is_not_listed(alice: Owner, bob: Owner) -> None:
    user = usync(alice, Node("user", {"jid": f"{BOB}@s.whatsapp.net"}), "devices")
    assert child(user, "devices", "device-list").children == []


def test_nobody_has_no_lid(alice: Owner) -> None:
    user = usync(alice, Node("user", {"jid": "15559999@s.whatsapp.net"}), "devices", "lid")
    assert user.children == []


def test_app_state_is_kept_in_versions_and_others_are_told(alice: Owner) -> None:
    def sync(version: str, patch: bytes = b"") -> Node:
        content = [Node("patch", {}, patch)] if patch else None
        collection = Node("collection", {"name": "regular", "version": version}, content)
        answer = ask(alice, "set", "w:sync:app:state", Node("sync", {}, [collection]))
        return child(answer, "sync", "collection")

    assert sync("").get("version") == "0"
    assert sync("0", b"\x12\x00").attrs == {"name": "regular", "version": "1", "type": "result"}
    late = sync("0", b"\x1a\x00")
    assert (late.get("type"), child(late, "error").get("code")) == ("error", "409")
    (patch,) = child(sync("0"), "patches").children
    assert patch.data == b"\x0a\x02\x08\x01" + b"\x12\x00"
    assert sync("1").children == []


@pytest.mark.parametrize(
    ("kind", "namespace", "question", "answer"),
    [
        ("get", "w:p", "ping", None),
        ("get", "w:mex", "query", "result"),
        ("set", "w:qr", "qr", "qr"),
        ("get", "abt", "props", "props"),
        ("get", "w:biz", "business_profile", "business_profile"),
        ("get", "bot", "bot", "bot"),
        ("set", "w:stats", "add", None),
        ("set", "w:m", "media_conn", "media_conn"),
        ("get", "w:g2", "participating", "groups"),
        ("set", "disappearing_mode", "disappearing_mode", None),
        ("get", "status", "privacy", "privacy"),
    ],
)
def test_small_questions_have_small_answers(
    alice: Owner, kind: str, namespace: str, question: str, answer: str | None
) -> None:
    got = ask(alice, kind, namespace, Node(question))
    assert got.get("type") == "result"
    assert [it.tag for it in got.children] == ([answer] if answer else [])


def test_an_unknown_question_is_answered_so(alice: Owner) -> None:
    assert error(ask(alice, "get", "w:unheard-of")) == "501"


def test_a_phone_cannot_answer_a_code_that_nobody_shows(alice: Owner) -> None:
    ref = Node("link_code_pairing_ref", content=b"2@none")
    request = Node("link_code_companion_reg", {"stage": "primary_hello"}, [ref])
    assert error(ask(alice, "set", "md", request)) == "404"


def test_nobody_removes_anothers_device(alice: Owner, bob: Owner) -> None:
    for jid in (f"{BOB}:1@s.whatsapp.net", f"{ALICE}@s.whatsapp.net"):
        request = Node("remove-companion-device", {"jid": jid})
        assert error(ask(alice, "set", "md", request)) == "404"
