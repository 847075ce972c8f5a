"""The control API and the real client, as the platform's tests will use them."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import pytest
import qrcode

from tests.sandbox.clients import Client
from tests.sandbox.control.api import Api

pytestmark = pytest.mark.neonize

OWNER, GUEST = "15550001", "15550002"
A, B = f"/api/phones/{OWNER}", f"/api/phones/{GUEST}"

NewClient = Callable[[], Client]


def picture(text: str) -> str:
    """A QR code as a web page shows it: a PNG in a data URI."""
    png = io.BytesIO()
    qrcode.make(text, border=4).save(png)
    return "data:image/png;base64," + base64.b64encode(png.getvalue()).decode()


def test_a_picture_is_scanned_the_bot_answers_and_is_unlinked(
    api: Api, new_client: NewClient
) -> None:
    client = new_client()
    assert api.post(f"{A}/scan", image=picture(client.wait("qr")["text"])) == {"device": 1}
    client.wait("caught_up")
    (device,) = api.get(A)["devices"]
    assert (device["device"], device["platform"], device["online"]) == (1, "Neonize", True)

    sent = api.post(f"{B}/send", to=OWNER, text="ping")["id"]
    client.wait("message", text="ping")
    client.call("send_text", GUEST, "pong")
    (got,) = api.get(f"{B}/messages", since=sent, wait=20)["messages"]
    assert (got["from"], got["text"]) == (OWNER, "pong")

    api.post(f"{A}/unlink", device=1)
    client.wait("logged_out")
    assert api.get(A)["devices"] == []


def test_a_qr_code_serves_once(api: Api, new_client: NewClient) -> None:
    client = new_client()
    text = client.wait("qr")["text"]
    api.post(f"{A}/scan", qr=text)
    assert api.refused("POST", f"{A}/scan", json={"qr": text})[:2] == (410, "qr_expired")


def test_a_code_is_entered(api: Api, new_client: NewClient) -> None:
    client = new_client()
    client.wait("qr")
    api.get(A)
    code = client.call("code", OWNER)
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    refused = api.refused("POST", f"{A}/enter-code", json={"code": wrong})
    assert refused[:2] == (422, "wrong_code")
    assert api.post(f"{A}/enter-code", code=code) == {"device": 1}
    client.wait("connected")
