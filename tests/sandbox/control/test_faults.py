"""Faults over the control API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.clients import Client
from tests.sandbox.control.api import Api
from tests.until import until

OWNER, GUEST = "15550001", "15550002"
A, B = f"/api/phones/{OWNER}", f"/api/phones/{GUEST}"
FAULTS = "/api/faults"

NAMES = [
    "drop",
    "stream-error",
    "refuse",
    "failure",
    "no-link",
    "no-code",
    "delay",
    "duplicate",
    "reorder",
    "stall",
    "media-error",
    "media-slow",
    "no-prekeys",
    "new-identity",
]


def standing(api: Api) -> Any:
    return api.get(FAULTS)["faults"]


def test_the_catalogue_has_all_faults_with_their_parameters(api: Api) -> None:
    catalogue = {it["fault"]: it for it in api.get(FAULTS)["catalogue"]}
    assert list(catalogue) == NAMES
    assert catalogue["media-error"]["scope"] == "everyone"
    assert catalogue["media-error"]["standing"] is True
    status, on = catalogue["media-error"]["parameters"]
    assert status == {
        "name": "status",
        "type": "integer",
        "default": 404,
        "help": "HTTP status that is answered",
    }
    assert on["choices"] == ["download", "upload"]
    assert not catalogue["drop"]["standing"]


def test_a_fault_stands_until_it_is_cleared(api: Api) -> None:
    first = api.post(FAULTS, fault="delay", device=OWNER, delay=0.5)["id"]
    second = api.post(FAULTS, fault="refuse", count=3)["id"]
    assert standing(api) == [
        {
            "id": first,
            "fault": "delay",
            "device": OWNER,
            "left": None,
            "until": None,
            "delay": 0.5,
        },
        {"id": second, "fault": "refuse", "device": None, "left": 3, "until": None, "status": 503},
    ]
    api.delete(f"{FAULTS}/{first}")
    assert [it["id"] for it in standing(api)] == [second]
    assert api.refused("DELETE", f"{FAULTS}/{first}")[:2] == (404, "not_found")


def test_all_faults_are_cleared_at_once(api: Api) -> None:
    for name in ("stall", "duplicate"):
        api.post(FAULTS, fault=name)
    api.delete(FAULTS)
    assert standing(api) == []
    api.delete(FAULTS)


def test_a_fault_may_have_its_time(api: Api) -> None:
    api.post(FAULTS, fault="stall", seconds=1)
    assert standing(api)[0]["until"] > 1_700_000_000
    until(lambda: standing(api) == [], "its end")


@pytest.mark.parametrize(
    ("wish", "status", "says"),
    [
        ({"fault": "rain"}, 400, "'fault' must be one of drop, stream-error"),
        (
            {"fault": "refuse", "status": 99},
            400,
            "'status' must be a whole number from 400 to 599",
        ),
        ({"fault": "delay", "delay": "long"}, 400, "'delay' must be a number from 0 to 3600"),
        ({"fault": "drop", "device": OWNER}, 404, f"{OWNER} is not connected"),
        ({"fault": "new-identity", "device": f"{OWNER}:1"}, 400, "'device' must be the number"),
        ({"fault": "new-identity", "device": OWNER}, 404, "There is no phone with the number"),
    ],
)
def test_what_is_refused_changes_nothing(
    api: Api, wish: dict[str, Any], status: int, says: str
) -> None:
    refused, _, error = api.refused("POST", FAULTS, json=wish)
    assert refused == status
    assert says in error
    assert standing(api) == []
    assert api.get("/api/phones")["phones"] == []


@pytest.fixture
def client(api: Api, new_client: Callable[[], Client]) -> Client:
    """Linked to the owner's phone."""
    client = new_client()
    api.post(f"{A}/scan", qr=client.wait("qr")["text"])
    client.wait("caught_up")
    return client


@pytest.mark.neonize
def test_a_person_with_a_new_phone_goes_on_talking(api: Api, client: Client) -> None:
    api.post(f"{B}/send", to=OWNER, text="hello")
    client.wait("message", text="hello")
    client.call("send_text", GUEST, "hello Guest")
    heard(api, "hello Guest")
    assert api.post(FAULTS, fault="new-identity", device=GUEST) == {"id": None}
    assert client.wait("identity_changed")["of"] == f"{GUEST}@s.whatsapp.net"
    client.call("send_text", GUEST, "do you hear me?")
    heard(api, "do you hear me?")
    api.post(f"{B}/send", to=OWNER, text="on a new phone")
    client.wait("message", text="on a new phone")
    client.call("send_text", GUEST, "good")
    heard(api, "good")


@pytest.mark.neonize
def test_a_client_is_logged_out_by_its_owners_new_phone_and_can_be_linked_again(
    api: Api, client: Client, new_client: Callable[[], Client]
) -> None:
    api.post(FAULTS, fault="new-identity", device=OWNER)
    client.wait("logged_out")
    assert api.get(A)["devices"] == []
    again = new_client()
    api.post(f"{A}/scan", qr=again.wait("qr")["text"])
    again.wait("caught_up")
    until(lambda: again.call("push_name"), "the account's name, which a new key encrypts")


@pytest.mark.neonize
def test_a_fault_reaches_a_client(api: Api, client: Client) -> None:
    since = len(client.events)
    api.post(FAULTS, fault="failure", device=f"{OWNER}:1", reason=503, count=1)
    api.post(FAULTS, fault="drop", device=f"{OWNER}:1")
    client.wait("connected", since=since)
    assert standing(api) == []


def heard(api: Api, text: str) -> None:
    """The guest's phone has got this."""

    def came() -> bool:
        return any(it["text"] == text for it in api.get(f"{B}/messages")["messages"])

    until(came, f"'{text}'", 30)
