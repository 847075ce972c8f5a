"""The operator's pages change by themselves, for operators."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import db
from app.services import access, logins, sessions, users, watch
from app.web.live import operator_parts
from tests.app.people import Holder
from tests.app.web.live.listening import Listener, cookie


@pytest.fixture
def signed_in(app: Flask) -> str:
    """The cookie of an operator."""
    with app.app_context():
        admin = users.owner("admin")
        admin.role = access.OPERATOR
        db.session.commit()
        return cookie(app, login=logins.begin(admin, "a browser"))


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator's page shows how many bots there are."""

    def draw(names: list[str]) -> dict[str, str]:
        return {name: str(len(sessions.listing())) for name in names}

    monkeypatch.setattr(watch, "PLATFORM_EVERY", 1)
    monkeypatch.setattr(operator_parts, "known", str.split)
    monkeypatch.setattr(operator_parts, "draw", draw)


@pytest.mark.usefixtures("platform")
def test_an_operator_sees_the_platform_change(
    port: int, signed_in: str, make_holder: Callable[[], Holder]
) -> None:
    stream = Listener(port, "/operator/stream?parts=bots", signed_in)
    assert stream.next().data["html"] == "0"
    make_holder()
    assert stream.next().data["html"] == "1"
    stream.close()


@pytest.mark.usefixtures("platform")
def test_who_is_no_operator_any_more_sees_nothing_more(
    app: Flask, port: int, signed_in: str
) -> None:
    stream = Listener(port, "/operator/stream?parts=bots", signed_in)
    stream.next()
    with app.app_context():
        users.owner("admin").role = access.PERSON
        db.session.commit()
    assert stream.next().name == "gone"
    stream.close()


@pytest.mark.usefixtures("platform")
def test_others_see_nothing_of_the_platform(
    client: FlaskClient, app: Flask, port: int, alice: Holder, signed_in: str
) -> None:
    assert Listener(port, "/operator/stream?parts=bots", cookie(app, alice.id)).status == 303
    client.set_cookie("ubot", signed_in)
    assert client.get("/operator/parts?names=bots").json == {"parts": {"bots": "1"}}
