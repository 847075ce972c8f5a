"""What devices ask of the server."""

from __future__ import annotations

import pytest

from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner
from tests.until import until

ALICE, BOB = "15550001", "15550002"


@pytest.fixture
def alice(loopback: Loopback) -> Owner:
    return Owner(loopback, ALICE, "Alice")


@pytest.fixture
def bob(loopback: Loopback) -> Owner:
    return Owner(loopback, BOB, "Bob")


def ask(owner: Owner, kind: str, namespace: str, *children: Node) -> Node:
    """The answer to a question; its children, or its error."""
    attrs = {"type": kind, "xmlns": namespace, "id": f"Q{len(owner.heard)}"}
    owner.say(Node("iq", attrs | {"to": "s.whatsapp.net"}, list(children)))

    def mine() -> list[Node]:
        return [node for node in list(owner.heard) if node.get("id") == attrs["id"]]

    return until(mine, f"the answer to {namespace}")[0]


def child(node: Node, *path: str) -> Node:
    for tag in path:
        found = node.child(tag)
        assert found, f"<{node.tag}> has no <{tag}>"
        node = found
    return node


def error(node: Node) -> str:
    assert node.get("type") == "error"
    return child(node, "error").get("code")


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


def usync(owner: Owner, user: Node, *asked: str) -> Node:
    query = Node("query", {}, [Node(tag) for tag in asked])
    request = Node("usync", {"sid": "1"}, [query, Node("list", {}, [user])])
    return child(ask(owner, "get", "usync", request), "usync", "list", "user")


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


def test_a_person_is_looked_up_by_number_and_by_lid(
    loopback: Loopback, alice: Owner, bob: Owner
) -> None:
    upload(bob, range(1, 3))
    lid = loopback.run(loopback.server.network.lid, BOB)
    assert lid
    for asked in (f"{BOB}@s.whatsapp.net", lid):
        user = usync(alice, Node("user", {"jid": asked}), "devices", "lid", "picture")
        assert user.get("jid") == asked
        assert child(user, "lid").get("val") == lid
        listed = child(user, "devices", "device-list").children
        assert [device.get("id") for device in listed] == ["0"]


def test_a_device_without_keys_is_not_listed(alice: Owner, bob: Owner) -> None:
    user = usync(alice, Node("user", {"jid": f"{BOB}@s.whatsapp.net"}), "devices")
    assert child(user, "devices", "device-list").children == []


def test_nobody_has_no_lid(alice: Owner) -> None:
    user = usync(alice, Node("user", {"jid": "15559999@s.whatsapp.net"}), "devices", "lid")
    assert user.children == []


@pytest.mark.parametrize(("number", "found"), [(BOB, "in"), ("15559999", "out")])
def test_a_contact_is_in_or_out(alice: Owner, bob: Owner, number: str, found: str) -> None:
    text = f"+{number}@c.us".encode()
    user = usync(alice, Node("user", {}, [Node("contact", {}, text)]), "contact")
    contact = child(user, "contact")
    assert (contact.get("type"), contact.data) == (found, text)


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


def test_privacy_settings_are_kept(alice: Owner) -> None:
    last = Node("category", {"name": "last", "value": "none"})
    ask(alice, "set", "privacy", Node("privacy", {}, [last]))
    answer = child(ask(alice, "get", "privacy", Node("privacy")), "privacy")
    values = {it.get("name"): it.get("value") for it in answer.children}
    assert (values["last"], values["readreceipts"]) == ("none", "all")
    odd = Node("category", {"name": "odd", "value": "none"})
    assert error(ask(alice, "set", "privacy", Node("privacy", {}, [odd]))) == "400"


def test_a_token_reaches_the_contact_it_is_for(alice: Owner, bob: Owner) -> None:
    attrs = {"jid": f"{BOB}@s.whatsapp.net", "t": "1", "type": "trusted_contact"}
    ask(alice, "set", "privacy", Node("tokens", {}, [Node("token", attrs)]))
    notice = until(
        lambda: [it for it in list(bob.heard) if it.get("type") == "privacy_token"], "the token"
    )[0]
    assert notice.get("from") == f"{ALICE}@s.whatsapp.net"
    assert len(child(notice, "tokens", "token").data) == 16


def test_blocking_is_kept_until_it_is_undone(alice: Owner) -> None:
    def jids(answer: Node) -> list[str]:
        return [it.get("jid") for it in child(answer, "list").children]

    jid = f"{BOB}@s.whatsapp.net"
    assert jids(ask(alice, "get", "blocklist")) == []
    assert jids(ask(alice, "set", "blocklist", Node("item", {"jid": jid, "action": "block"})))
    assert jids(ask(alice, "get", "blocklist")) == [jid]
    ask(alice, "set", "blocklist", Node("item", {"jid": jid, "action": "unblock"}))
    assert jids(ask(alice, "get", "blocklist")) == []


def test_nobody_has_a_picture(alice: Owner) -> None:
    query = Node("picture", {"type": "image", "query": "url"})
    assert error(ask(alice, "get", "w:profile:picture", query)) == "404"


@pytest.mark.parametrize(
    ("kind", "namespace", "question", "answer"),
    [
        ("get", "w:p", "ping", None),
        ("get", "w:mex", "query", "result"),
        ("get", "w:qr", "qr", "qr"),
        ("set", "w:m", "media_conn", "media_conn"),
        ("get", "w:g2", "participating", "groups"),
        ("set", "disappearing_mode", "disappearing_mode", None),
        ("get", "status", "privacy", None),
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
