"""The control API, phones among themselves."""

from __future__ import annotations

import base64
import threading

import pytest

from sandbox.people.transfer import KINDS
from tests.sandbox.control.api import Api

A, B = "/api/phones/15550001", "/api/phones/15550002"
ANN, BOB = "15550001", "15550002"
DATA = base64.b64encode(b"data").decode()


def test_it_works(api: Api) -> None:
    api.post(B, name="Bob")
    sent = api.post(f"{A}/send", to=BOB, text="hello")
    (got,) = api.get(f"{B}/messages", since=0, wait=20)["messages"]
    assert got.pop("at") > 0
    assert got == {
        "id": 1,
        "message_id": sent["message_id"],
        "from": ANN,
        "to": BOB,
        "chat": ANN,
        "from_me": False,
        "kind": "text",
        "text": "hello",
        "media_url": None,
    }
    (own,) = api.get(f"{A}/messages")["messages"]
    assert (own["id"], own["from_me"], own["chat"]) == (sent["id"], True, BOB)


def test_a_phone_is_made_on_first_use_with_its_name(api: Api) -> None:
    assert api.get("/api/phones") == {"phones": []}
    assert api.post(A, name="Ann") == {"number": ANN, "name": "Ann", "devices": []}
    assert api.get(A)["name"] == "Ann"
    assert [p["number"] for p in api.get("/api/phones")["phones"]] == [ANN]


def test_since_leaves_out_what_was_seen(api: Api) -> None:
    api.get(B)
    first = api.post(f"{A}/send", to=BOB, text="1")["id"]
    second = api.post(f"{A}/send", to=BOB, text="2")["id"]
    assert second > first
    assert [m["id"] for m in api.get(f"{A}/messages", since=first)["messages"]] == [second]
    assert api.get(f"{A}/messages", since=second)["messages"] == []


def test_waiting_ends_with_the_message(api: Api) -> None:
    api.get(A)
    api.get(B)
    send = threading.Timer(0.2, api.post, [f"{A}/send"], {"to": BOB, "text": "late"})
    send.start()
    (got,) = api.get(f"{B}/messages", since=0, wait=30)["messages"]
    assert got["text"] == "late"
    send.join()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_served_at_its_url(api: Api, kind: str) -> None:
    api.get(B)
    media = {"kind": kind, "mimetype": "image/png", "data": f"data:image/png;base64,{DATA}"}
    api.post(f"{A}/send", to=BOB, media=media)
    (got,) = api.get(f"{B}/messages", wait=20)["messages"]
    assert (got["kind"], got["mimetype"]) == (kind, "image/png")
    file = api.ask("GET", got["media_url"])
    assert (file.content, file.headers["Content-Type"]) == (b"data", "image/png")


def test_a_voice_note_is_marked(api: Api) -> None:
    api.get(B)
    media = {"kind": "audio", "mimetype": "audio/ogg", "data": DATA, "ptt": True}
    api.post(f"{A}/send", to=BOB, media=media)
    (got,) = api.get(f"{B}/messages", wait=20)["messages"]
    assert got["ptt"] is True


def test_a_video_that_plays_again_and_again_is_marked(api: Api) -> None:
    api.get(B)
    media = {"kind": "video", "mimetype": "video/mp4", "data": DATA, "gif": True}
    api.post(f"{A}/send", to=BOB, media=media)
    (got,) = api.get(f"{B}/messages", wait=20)["messages"]
    assert got["gif"] is True


def test_a_file_that_is_a_page_is_not_shown_as_one(api: Api) -> None:
    api.get(B)
    media = {"kind": "document", "mimetype": "text/html", "data": DATA, "filename": "a.html"}
    api.post(f"{A}/send", to=BOB, media=media)
    (got,) = api.get(f"{B}/messages", wait=20)["messages"]
    assert got["filename"] == "a.html"
    headers = api.ask("GET", got["media_url"]).headers
    assert headers["Content-Disposition"] == "attachment"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_an_answer_names_the_message_by_its_id_on_this_phone(api: Api) -> None:
    api.get(B)
    api.post(f"{A}/send", to=BOB, text="other")
    asked = api.post(f"{A}/send", to=BOB, text="why?")["id"]
    *_, question = api.get(f"{B}/messages", since=1, wait=20)["messages"]
    api.post(f"{B}/send", to=ANN, text="because", quoted=question["id"])
    (answer,) = api.get(f"{A}/messages", since=asked, wait=20)["messages"]
    assert (answer["text"], answer["quoted"]) == ("because", asked)


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (f"{A}/scan", {}, 400, "bad_request"),
        (f"{A}/scan", {"qr": "https://example.org"}, 400, "bad_request"),
        (f"{A}/scan", {"qr": 7}, 400, "bad_request"),
        (f"{A}/scan", {"image": "%"}, 400, "bad_request"),
        (f"{A}/scan", {"image": DATA}, 400, "bad_request"),
        (f"{A}/scan", {"qr": "R" + (",A" + "A" * 42 + "=") * 3}, 404, "qr_unknown"),
        (f"{A}/enter-code", {}, 400, "bad_request"),
        (f"{A}/enter-code", {"code": "12"}, 400, "bad_request"),
        (f"{A}/enter-code", {"code": "ABCD-EFGH"}, 409, "no_code_wanted"),
        (f"{A}/unlink", {}, 400, "bad_request"),
        (f"{A}/unlink", {"device": "1"}, 400, "bad_request"),
        (f"{A}/unlink", {"device": 1}, 404, "not_found"),
        (f"{A}/send", {}, 400, "bad_request"),
        (f"{A}/send", {"to": BOB}, 400, "bad_request"),
        (f"{A}/send", {"to": "nobody", "text": "x"}, 400, "bad_request"),
        (f"{A}/send", {"to": "15550009", "text": "x"}, 404, "not_on_whatsapp"),
        (f"{A}/send", {"to": ANN, "text": "x", "quoted": 9}, 404, "not_found"),
        (f"{A}/send", {"to": ANN, "media": "x"}, 400, "bad_request"),
        (f"{A}/send", {"to": ANN, "media": {"kind": "gif"}}, 400, "bad_request"),
        (f"{A}/send", {"to": ANN, "media": {"kind": "image", "data": DATA}}, 400, "bad_request"),
        ("/api/phones/12/send", {"to": ANN, "text": "x"}, 400, "bad_request"),
        (f"{A}/send", {"to": BOB, "text": "x", "mentions": "all"}, 400, "bad_request"),
        (f"{A}/send", {"to": BOB, "text": "x", "view_once": True}, 400, "bad_request"),
        (f"{A}/react", {"emoji": "x"}, 400, "bad_request"),
        (f"{A}/react", {"message": 9, "emoji": "x"}, 404, "not_found"),
        (f"{A}/edit", {"message": 9}, 400, "bad_request"),
        (f"{A}/edit", {"message": 9, "text": "x"}, 404, "not_found"),
        (f"{A}/revoke", {}, 400, "bad_request"),
        (f"{A}/revoke", {"message": 9}, 404, "not_found"),
        (f"{A}/poll", {"to": BOB, "question": "?", "options": ["a"]}, 400, "bad_request"),
        (f"{A}/poll", {"to": BOB, "question": "?", "options": ["a", "a"]}, 400, "bad_request"),
        (f"{A}/vote", {"message": 9, "options": ["a"]}, 404, "not_found"),
        (f"{A}/location", {"to": BOB, "latitude": 91, "longitude": 0}, 400, "bad_request"),
        (f"{A}/location", {"to": BOB, "latitude": True, "longitude": 0}, 400, "bad_request"),
        (f"{A}/contact", {"to": BOB, "name": "x", "number": "x"}, 400, "bad_request"),
        (f"{A}/typing", {"to": BOB, "state": "thinking"}, 400, "bad_request"),
        (f"{A}/call", {"to": ANN}, 400, "bad_request"),
        (f"{A}/read", {"message": 9}, 404, "not_found"),
        (f"{A}/appear", {"available": "yes"}, 400, "bad_request"),
        (f"{A}/profile", {}, 400, "bad_request"),
        (f"{A}/profile", {"name": ""}, 400, "bad_request"),
        (f"{A}/profile", {"about": "x" * 140}, 400, "bad_request"),
        (f"{A}/profile", {"picture": DATA}, 400, "bad_request"),
        (f"{A}/block", {"number": "x"}, 400, "bad_request"),
        (f"{A}/join", {}, 400, "bad_request"),
        (f"{A}/groups/120363000000000000@g.us/leave", {}, 404, "not_found"),
        ("/api/groups", {}, 400, "bad_request"),
        ("/api/groups", {"by": ANN, "subject": "", "members": [BOB]}, 400, "bad_request"),
        ("/api/groups", {"by": ANN, "subject": "x", "members": ["x"]}, 400, "bad_request"),
        ("/api/nothing", {}, 404, "not_found"),
    ],
)
def test_what_is_refused_is_refused_in_words(
    api: Api, path: str, body: dict[str, object], status: int, code: str
) -> None:
    found, name, sentence = api.refused("POST", path, json=body)
    assert (found, name) == (status, code)
    assert sentence.endswith(".")


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
def test_a_body_that_is_no_object_is_refused(api: Api, body: bytes) -> None:
    assert api.refused("POST", f"{A}/send", data=body)[:2] == (400, "bad_request")


@pytest.mark.parametrize("query", [{"since": "x"}, {"since": -1}, {"wait": 31}, {"wait": "nan"}])
def test_a_bad_query_is_refused(api: Api, query: dict[str, object]) -> None:
    assert api.refused("GET", f"{A}/messages", params=query)[:2] == (400, "bad_request")


def test_a_wrong_method_is_refused(api: Api) -> None:
    assert api.refused("GET", f"{A}/send") == (
        405,
        "wrong_method",
        "GET does not work here; POST does.",
    )


def test_pages_from_elsewhere_may_not_speak_for_a_phone(api: Api) -> None:
    headers = {"Origin": "http://evil.example"}
    refused = api.refused("POST", f"{A}/send", json={}, headers=headers)
    assert refused[:2] == (403, "foreign_origin")


def test_a_file_that_does_not_exist_is_refused(api: Api) -> None:
    assert api.refused("GET", f"{A}/media/7")[:2] == (404, "not_found")
