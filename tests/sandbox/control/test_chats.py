"""Chats as a phone's screen shows them."""

from __future__ import annotations

import base64
import io
from typing import Any

from PIL import Image

from tests.sandbox.control.api import Api
from tests.until import until

ANN, BOB, CAT = "15550001", "15550002", "15550003"
A, B, C = (f"/api/phones/{number}" for number in (ANN, BOB, CAT))
JPEG = io.BytesIO()
Image.new("RGB", (80, 40)).save(JPEG, "JPEG")
PICTURE = base64.b64encode(JPEG.getvalue()).decode()


def chat(api: Api, holder: str, other: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"{holder}/chats/{other}")["messages"]
    return found


def came(api: Api, holder: str, other: str, **fields: Any) -> dict[str, Any]:
    """The newest message of the chat, once it has these fields."""

    def newest() -> dict[str, Any] | None:
        *_, last = [{}, *chat(api, holder, other)]
        return last if all(last.get(key) == value for key, value in fields.items()) else None

    found = until(newest, f"a message with {fields}")
    assert found
    return found


def two(api: Api) -> None:
    api.post(A, name="Ann")
    api.post(B, name="Bob")


def test_chats_are_listed_with_the_newest_first_and_what_is_unread(api: Api) -> None:
    two(api)
    api.post(C, name="Cat")
    api.post(f"{B}/send", to=ANN, text="1")
    api.post(f"{B}/send", to=ANN, text="2")
    came(api, A, BOB, text="2")
    api.post(f"{C}/send", to=ANN, text="3")
    came(api, A, CAT, text="3")
    chats = api.get(f"{A}/chats")["chats"]
    assert [(c["name"], c["unread"], c["last"]["text"]) for c in chats] == [
        ("Cat", 1, "3"),
        ("Bob", 2, "2"),
    ]


def test_a_chat_that_is_read_has_nothing_unread_and_its_writer_knows(api: Api) -> None:
    two(api)
    api.post(f"{B}/send", to=ANN, text="1")
    came(api, A, BOB, text="1")
    assert api.post(f"{A}/chats/{BOB}/read") == {"read": 1}
    assert api.post(f"{A}/chats/{BOB}/read") == {"read": 0}
    assert api.get(f"{A}/chats")["chats"][0]["unread"] == 0
    came(api, B, ANN, text="1", status="read")


def test_an_answer_shows_that_all_before_it_was_read(api: Api) -> None:
    two(api)
    api.post(f"{B}/send", to=ANN, text="1")
    came(api, A, BOB, text="1")
    api.post(f"{A}/send", to=BOB, text="2")
    assert api.get(f"{A}/chats")["chats"][0]["unread"] == 0


def test_the_last_reaction_of_each_person_counts(api: Api) -> None:
    two(api)
    api.post(f"{A}/send", to=BOB, text="nice?")
    message = came(api, B, ANN, text="nice?")["id"]
    api.post(f"{B}/react", message=message, emoji="🙏")
    api.post(f"{B}/react", message=message, emoji="👍")
    came(api, A, BOB, reactions=[{"emoji": "👍", "by": BOB, "name": "Bob"}])
    api.post(f"{B}/react", message=message, emoji="")
    came(api, A, BOB, reactions=[])


def test_an_edit_and_a_deletion_are_put_to_their_message(api: Api) -> None:
    two(api)
    sent = api.post(f"{A}/send", to=BOB, text="wrogn")["id"]
    api.post(f"{A}/edit", message=sent, text="wrong")
    message = came(api, B, ANN, text="wrong", edited=True)
    api.post(f"{B}/send", to=ANN, text="why?", quoted=message["id"])
    assert came(api, A, BOB, text="why?")["quote"] == {
        "id": sent,
        "kind": "text",
        "text": "wrong",
        "from": ANN,
        "from_name": "Ann",
    }
    api.post(f"{A}/revoke", message=sent)
    gone = until(lambda: chat(api, B, ANN)[0]["revoked"] and chat(api, B, ANN)[0], "deleted")
    assert gone["text"] == ""
    assert chat(api, B, ANN)[1]["quote"]["kind"] == "revoked"


def test_votes_are_counted_by_option(api: Api) -> None:
    two(api)
    api.post(f"{A}/poll", to=BOB, question="When?", options=["Friday", "Sunday"])
    message = came(api, B, ANN, kind="poll")["id"]
    api.post(f"{B}/vote", message=message, options=["Friday"])
    api.post(f"{B}/vote", message=message, options=["Sunday"])
    options = [{"text": "Friday", "by": []}, {"text": "Sunday", "by": [BOB]}]
    came(api, A, BOB, poll={"question": "When?", "selectable": 1, "options": options})


def test_a_file_that_is_to_be_seen_once_says_so(api: Api) -> None:
    two(api)
    media = {"kind": "image", "mimetype": "image/jpeg", "data": PICTURE}
    api.post(f"{A}/send", to=BOB, media=media, view_once=True)
    assert came(api, B, ANN, kind="image")["view_once"] is True


def test_places_and_people_are_sent(api: Api) -> None:
    two(api)
    api.post(f"{A}/location", to=BOB, latitude=52.5, longitude=13.4, name="Here")
    assert came(api, B, ANN, kind="location")["text"] == "52.500000,13.400000 Here"
    api.post(f"{A}/contact", to=BOB, name="Cat", number=CAT)
    came(api, B, ANN, kind="contact")


def test_a_chat_knows_whether_the_other_is_there(api: Api) -> None:
    two(api)
    api.post(f"{B}/send", to=ANN, text="1")
    came(api, A, BOB, text="1")
    for available in (True, False):
        api.post(f"{B}/appear", available=available)
        until(
            lambda now=available: (
                (api.get(f"{A}/chats/{BOB}")["presence"] or {}).get("available") is now
            ),
            "the presence",
        )


def test_only_the_newest_are_shown_and_it_is_said_how_many_are_not(api: Api) -> None:
    two(api)
    for number in range(3):
        api.post(f"{A}/send", to=BOB, text=str(number))
    found = api.get(f"{A}/chats/{BOB}", limit=2)
    assert ([m["text"] for m in found["messages"]], found["earlier"]) == (["1", "2"], 1)


def test_a_profile_is_changed_and_shown(api: Api) -> None:
    assert api.get(f"{A}/profile")["picture_url"] is None
    assert api.refused("GET", f"{A}/picture")[:2] == (404, "not_found")
    api.post(f"{A}/profile", name="Anna", about="away", picture=PICTURE)
    found = api.get(f"{A}/profile")
    assert (found["name"], found["about"], found["blocked"]) == ("Anna", "away", [])
    shown = Image.open(io.BytesIO(api.ask("GET", found["picture_url"]).content))
    assert (shown.format, shown.size) == ("JPEG", (640, 640))
    api.post(f"{A}/profile", picture=None)
    assert api.get(f"{A}/profile")["picture_url"] is None
    assert api.get(A)["name"] == "Anna"


def test_somebody_is_blocked_and_heard_again(api: Api) -> None:
    two(api)
    api.post(f"{A}/block", number=BOB)
    assert api.get(f"{A}/profile")["blocked"] == [BOB]
    api.post(f"{A}/block", number=BOB, blocked=False)
    assert api.get(f"{A}/profile")["blocked"] == []
