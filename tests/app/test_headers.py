"""What every answer carries, and who may come in by which door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.settings import Settings
from tests.app.people import Bot, Holder


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/features", "/api/nothing", "/nothing"])
def test_every_answer_is_hardened(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_api_sets_no_cookie(client: FlaskClient, alice: Holder) -> None:
    assert "Set-Cookie" not in alice.get().headers
    assert "Set-Cookie" not in alice.post("stop").headers


@pytest.mark.parametrize(("url", "secure"), [("https://x.example", True), ("", False)])
def test_a_cookie_is_closed_to_scripts_and_other_sites(
    make_app: Callable[[Settings], Flask], settings: Settings, url: str, secure: bool
) -> None:
    client = make_app(replace(settings, public_url=url)).test_client()
    cookie = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure


@pytest.mark.parametrize("hops", [0, 1])
def test_over_the_events_socket_only_events_come_in(
    make_app: Callable[[Settings], Flask], settings: Settings, hops: int, alice: Holder
) -> None:
    client = make_app(replace(settings, proxy_hops=hops)).test_client()
    client.environ_base["REMOTE_ADDR"] = ""
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "10.0.0.1"
    assert client.get(f"/api/deployment/session/{alice.id}").status_code == 404
    assert Bot(client, alice.id).post([]).status_code == 200
    assert client.get("/healthz").status_code == 200
