"""Groups over the control API."""

from __future__ import annotations

from typing import Any

from tests.sandbox.control.api import Api
from tests.until import until

ANN, BOB, CAT = "15550001", "15550002", "15550003"
A, B, C = (f"/api/phones/{number}" for number in (ANN, BOB, CAT))


def made(api: Api) -> str:
    """A group of Ann's, with Bob in it; its id."""
    for phone, name in ((A, "Ann"), (B, "Bob"), (C, "Cat")):
        api.post(phone, name=name)
    group: str = api.post("/api/groups", by=ANN, subject="Hikers", members=[BOB])["group"]["id"]
    until(lambda: seen(api, B, group), "the group on Bob's phone")
    return group


def seen(api: Api, phone: str, group: str) -> dict[str, Any] | None:
    found = api.get(f"{phone}/groups")["groups"]
    return next((one for one in found if one["id"] == group), None)


def became(api: Api, phone: str, group: str, **fields: Any) -> None:
    def done() -> bool:
        found = seen(api, phone, group)
        return found is not None and fields.items() <= found.items()

    until(done, f"a group with {fields}")


def numbers(group: dict[str, Any] | None) -> list[str]:
    return sorted(member["number"] for member in group["members"]) if group else []


def test_a_group_is_made_and_its_members_know_it(api: Api) -> None:
    group = made(api)
    found = seen(api, B, group)
    assert found
    assert (found["subject"], found["owner"], numbers(found)) == ("Hikers", ANN, [ANN, BOB])
    chats = api.get(f"{B}/chats")["chats"]
    assert [(c["chat"], c["name"], c["group"]) for c in chats] == [(group, "Hikers", True)]


def test_what_one_writes_the_others_read(api: Api) -> None:
    group = made(api)
    api.post(f"{B}/send", to=group, text="hello @15550001", mentions=[ANN])

    def came() -> list[dict[str, Any]]:
        messages = api.get(f"{A}/chats/{group}")["messages"]
        return [m for m in messages if m["kind"] == "text"]

    (message,) = until(came, "the message")
    assert (message["from"], message["from_name"]) == (BOB, "Bob")
    assert message["mentions"] == [ANN]


def test_a_message_is_read_when_all_have_read_it(api: Api) -> None:
    group = made(api)
    api.post(f"{A}/groups/{group}/members", action="add", numbers=[CAT])
    until(lambda: seen(api, C, group), "the group on Cat's phone")
    until(lambda: numbers(seen(api, B, group)) == [ANN, BOB, CAT], "Cat on Bob's phone")
    sent = api.post(f"{B}/send", to=group, text="read this")["id"]

    def receipts(phone: str) -> tuple[str, int]:
        messages = api.get(f"{phone}/chats/{group}")["messages"]
        mine = next(m for m in messages if m["id"] == sent)
        return mine["status"], len(mine["read_by"])

    until(lambda: receipts(B)[0] == "delivered", "delivered to all")
    api.post(f"{A}/chats/{group}/read")
    until(lambda: receipts(B) == ("delivered", 1), "read by Ann")
    api.post(f"{C}/chats/{group}/read")
    until(lambda: receipts(B) == ("read", 2), "read by all")


def test_members_come_and_go(api: Api) -> None:
    group = made(api)
    path = f"{A}/groups/{group}"
    assert api.post(f"{path}/members", action="add", numbers=[CAT]) == {"errors": {}}
    until(lambda: numbers(seen(api, C, group)) == [ANN, BOB, CAT], "Cat is in the group")
    api.post(f"{path}/members", action="promote", numbers=[CAT])
    api.post(f"{C}/groups/{group}/members", action="remove", numbers=[BOB])
    until(lambda: seen(api, B, group) is None, "Bob is out of the group")
    api.post(f"{C}/groups/{group}/leave")
    until(lambda: numbers(seen(api, A, group)) == [ANN], "Cat is out of the group")
    assert api.get(f"{A}/chats/{group}")["group"]["members"][0]["admin"] is True
    assert api.get(f"{B}/chats/{group}")["group"] is None


def test_words_and_rules_are_changed(api: Api) -> None:
    group = made(api)
    path = f"{A}/groups/{group}"
    api.post(f"{path}/subject", subject="Climbers")
    api.post(f"{path}/description", description="Up and down")
    api.post(f"{path}/settings", announce=True, locked=True)
    became(
        api, B, group, subject="Climbers", description="Up and down", announce=True, locked=True
    )
    refused = api.refused("POST", f"{B}/groups/{group}/subject", json={"subject": "Mine"})
    assert refused[:2] == (409, "refused")


def test_an_invite_lets_somebody_in_until_it_is_revoked(api: Api) -> None:
    group = made(api)
    path = f"{A}/groups/{group}"
    code = api.post(f"{path}/invite")["code"]
    assert api.post(f"{C}/join", code=f"https://chat.whatsapp.com/{code}") == {"group": group}
    until(lambda: numbers(seen(api, A, group)) == [ANN, BOB, CAT], "Cat is in the group")
    assert api.post(f"{path}/revoke-invite")["code"] != code
    api.post("/api/phones/15550004")
    refused = api.refused("POST", "/api/phones/15550004/join", json={"code": code})
    assert refused[0] in (404, 409)


def test_what_is_refused_is_refused_in_words(api: Api) -> None:
    group = made(api)
    path = f"{A}/groups/{group}"
    for verb, body in (
        ("members", {"action": "kick", "numbers": [BOB]}),
        ("members", {"action": "add"}),
        ("members", {"numbers": [BOB]}),
        ("subject", {"subject": " "}),
        ("settings", {}),
        ("settings", {"announce": "yes"}),
        ("picture", {"picture": "AAAA"}),
    ):
        refused = api.refused("POST", f"{path}/{verb}", json=body)
        assert refused[:2] == (400, "bad_request")
