"""What devices ask of other people, and what they may know."""

from __future__ import annotations

import pytest

from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.asking import ask, child, error, told, usync
from tests.sandbox.server.owner import Owner
from tests.until import until

ALICE, BOB, NOBODY = "15550001", "15550002", "15559999"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
PN = f"{BOB}@s.whatsapp.net"
EVERYTHING = ("business", "contact", "devices", "disappearing_mode", "lid", "picture", "status",
    "text_status", "username")  # fmt: skip


@pytest.fixture
def alice(loopback: Loopback) -> Owner:
    return Owner(loopback, ALICE, "Alice")


@pytest.fixture
def bob(loopback: Loopback) -> Owner:
    return Owner(loopback, BOB, "Bob")


@pytest.fixture
def lid(loopback: Loopback, bob: Owner) -> str:
    """Bob's."""
    found = loopback.run(loopback.server.network.lid, BOB)
    assert found
    return found


def set_privacy(owner: Owner, name: str, value: str) -> Node:
    category = Node("category", {"name": name, "value": value})
    return ask(owner, "set", "privacy", Node("privacy", {}, [category]))


def set_picture(owner: Owner, image: bytes = JPEG) -> str:
    picture = Node("picture", {"type": "image"}, image)
    return child(ask(owner, "set", "w:profile:picture", picture), "picture").get("id")


def picture(owner: Owner, of: str = PN, **attrs: str) -> Node:
    query = Node("picture", {"type": "image", "query": "url"} | attrs)
    return ask(owner, "get", "w:profile:picture", query, target=of)


def block(owner: Owner, who: str, action: str = "block") -> Node:
    return ask(owner, "set", "blocklist", Node("item", {"jid": who, "action": action}))


def test_a_person_is_looked_up_by_number_and_by_lid(alice: Owner, lid: str) -> None:
    for asked in (PN, lid):
        user = usync(alice, Node("user", {"jid": asked}), "devices", "lid")
        assert user.get("jid") == asked
        other = user.get("pn_jid") if asked == lid else child(user, "lid").get("val")
        assert {asked, other} == {PN, lid}, "the other address is told"
        assert (user.child("lid") is None) is (asked == lid), "and only the other one"


def test_whatever_is_asked_of_a_person_is_answered(alice: Owner, bob: Owner) -> None:
    user = usync(alice, Node("user", {"jid": PN}), *EVERYTHING)
    assert {it.tag for it in user.children} == set(EVERYTHING)


@pytest.mark.parametrize(("number", "found"), [(BOB, "in"), (NOBODY, "out")])
@pytest.mark.parametrize("form", ["+{}@c.us", "+{}"])
def test_a_contact_is_in_or_out(
    alice: Owner, bob: Owner, number: str, found: str, form: str
) -> None:
    text = form.format(number).encode()
    asked = Node("user", {}, [Node("contact", {}, text)])
    user = usync(alice, asked, "contact", "business", "username")
    contact = child(user, "contact")
    assert (contact.get("type"), contact.data) == (found, text)
    assert user.get("jid") == f"{number}@s.whatsapp.net"


def test_what_is_no_number_cannot_be_looked_up(alice: Owner) -> None:
    user = Node("user", {}, [Node("contact", {}, b"+bob")])
    request = Node("usync", {"sid": "1"}, [Node("query"), Node("list", {}, [user])])
    assert error(ask(alice, "get", "usync", request)) == "400"


def test_a_line_about_oneself_is_set_in_two_ways(alice: Owner, bob: Owner) -> None:
    def about() -> bytes:
        return child(usync(alice, Node("user", {"jid": PN}), "status"), "status").data

    assert about() == b""
    ask(bob, "set", "status", Node("status", {}, "Hi ❤".encode()))
    assert about() == "Hi ❤".encode()
    assert child(told(alice, "status")[0], "set").data == "Hi ❤".encode()
    text = b'{"variables": {"input": {"text": "Bye", "ephemeral_duration_sec": 0}}}'
    ask(bob, "get", "w:mex", Node("query", {"query_id": "9152604461510864"}, text))
    assert about() == b"Bye"
    bad = Node("query", {"query_id": "9152604461510864"}, b'{"variables": 1}')
    assert error(ask(bob, "get", "w:mex", bad)) == "400"
    assert about() == b"Bye"


def test_a_picture_that_is_known_is_not_told_again(alice: Owner, bob: Owner) -> None:
    assert error(picture(alice)) == "404"
    first = set_picture(bob)
    shown = child(picture(alice, type="preview"), "picture")
    assert (shown.get("id"), shown.get("type")) == (first, "preview")
    assert picture(alice, id=first).children == []
    second = set_picture(bob)
    assert child(picture(alice, id=first), "picture").get("id") == second != first


def test_a_removed_picture_is_gone_and_others_hear_of_it(alice: Owner, bob: Owner) -> None:
    set_picture(bob)
    picture(alice)
    assert ask(bob, "set", "w:profile:picture").get("type") == "result"
    assert told(alice, "picture")[0].children[0].tag == "delete"
    assert error(picture(alice)) == "404"


def test_nobody_changes_the_picture_of_another(alice: Owner, bob: Owner) -> None:
    first = set_picture(bob)
    answer = ask(alice, "set", "w:profile:picture", Node("picture", {}, JPEG), target=PN)
    assert error(answer) == "403"
    assert child(picture(alice), "picture").get("id") == first


@pytest.mark.parametrize("image", [b"", b"GIF89a", JPEG + bytes(1 << 20)])
def test_what_is_no_picture_changes_nothing(bob: Owner, image: bytes) -> None:
    first = set_picture(bob)
    assert error(ask(bob, "set", "w:profile:picture", Node("picture", {}, image))) == "406"
    assert child(picture(bob), "picture").get("id") == first


def test_what_only_few_may_see_is_hidden_from_others(alice: Owner, bob: Owner) -> None:
    set_picture(bob)
    ask(bob, "set", "status", Node("status", {}, b"Hi"))
    for name in ("profile", "status"):
        set_privacy(bob, name, "contacts")
    asked = Node("user", {"jid": PN})
    seen = usync(alice, asked, "status", "picture")
    assert (child(seen, "status").data, bool(child(seen, "picture").get("id"))) == (b"Hi", True)
    for name in ("profile", "status"):
        set_privacy(bob, name, "none")
    hidden = usync(alice, asked, "status", "picture", "text_status")
    assert (child(hidden, "status").get("code"), child(hidden, "status").data) == ("401", b"")
    assert child(hidden, "picture").attrs == child(hidden, "text_status").attrs == {}
    assert error(picture(alice)) == "401"


def test_a_blocked_person_sees_nothing(alice: Owner, bob: Owner) -> None:
    set_picture(bob)
    block(bob, f"{ALICE}@s.whatsapp.net")
    assert error(picture(alice)) == "401"


def test_privacy_settings_are_kept(alice: Owner) -> None:
    set_privacy(alice, "last", "none")
    answer = child(ask(alice, "get", "privacy", Node("privacy")), "privacy")
    values = {it.get("name"): it.get("value") for it in answer.children}
    assert (values["last"], values["readreceipts"]) == ("none", "all")


@pytest.mark.parametrize(("name", "value"), [("odd", "none"), ("last", "odd"), ("online", "none")])
def test_a_setting_that_does_not_exist_changes_nothing(
    alice: Owner, name: str, value: str
) -> None:
    before = ask(alice, "get", "privacy", Node("privacy")).children
    assert error(set_privacy(alice, name, value)) == "400"
    assert ask(alice, "get", "privacy", Node("privacy")).children == before


@pytest.mark.parametrize("who", ["reader", "writer"])
def test_who_hides_what_he_reads_neither_tells_nor_is_told(
    alice: Owner, bob: Owner, who: str
) -> None:
    def receipt(kind: str) -> None:
        bob.say(Node("receipt", {"id": "M1", "to": f"{ALICE}@s.whatsapp.net", "type": kind}))

    def heard() -> list[str]:
        return [it.get("type") for it in list(alice.heard) if it.tag == "receipt"]

    receipt("read")
    until(lambda: heard() == ["read"], "that it was read")
    set_privacy(bob if who == "reader" else alice, "readreceipts", "none")
    receipt("played")
    receipt("")
    until(lambda: heard() == ["read", ""], "that another one was delivered")


def test_a_token_reaches_the_contact_it_is_for(alice: Owner, bob: Owner) -> None:
    attrs = {"jid": PN, "t": "1", "type": "trusted_contact"}
    ask(alice, "set", "privacy", Node("tokens", {}, [Node("token", attrs)]))
    notice = told(bob, "privacy_token")[0]
    assert notice.get("from") == f"{ALICE}@s.whatsapp.net"
    assert len(child(notice, "tokens", "token").data) == 16


def test_people_are_blocked_by_either_address_until_it_is_undone(alice: Owner, lid: str) -> None:
    def blocked() -> list[str]:
        answer = child(ask(alice, "get", "blocklist"), "list")
        return [it.get("jid") for it in answer.children]

    assert blocked() == []
    for who in (PN, lid):
        block(alice, who)
        block(alice, who)
        assert blocked() == [lid]
        block(alice, PN, "unblock")
        assert blocked() == []


@pytest.mark.parametrize(
    ("who", "action", "code"),
    [
        (f"{NOBODY}@s.whatsapp.net", "block", "404"),
        (f"{ALICE}@s.whatsapp.net", "block", "404"),
        (PN, "forget", "400"),
    ],
)
def test_who_cannot_be_blocked_is_not(
    alice: Owner, bob: Owner, who: str, action: str, code: str
) -> None:
    assert error(block(alice, who, action)) == code
    assert child(ask(alice, "get", "blocklist"), "list").children == []


def test_how_long_messages_stay_is_seen_by_others(alice: Owner, bob: Owner) -> None:
    ask(bob, "set", "disappearing_mode", Node("disappearing_mode", {"duration": "604800"}))
    bad = Node("disappearing_mode", {"duration": "long"})
    assert error(ask(bob, "set", "disappearing_mode", bad)) == "400"
    user = usync(alice, Node("user", {"jid": PN}), "disappearing_mode")
    assert child(user, "disappearing_mode").get("duration") == "604800"


def test_a_code_that_nobody_has_leads_nowhere(alice: Owner, bob: Owner) -> None:
    for code in ("0123456789ABCDEF", ""):
        assert error(ask(alice, "get", "w:qr", Node("qr", {"code": code}))) == "404"
