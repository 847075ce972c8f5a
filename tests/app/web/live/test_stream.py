"""A page that is open shows what is, and misses nothing of what happens while it is away."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import get_locale

from app.models import BotSession
from app.web.live import feed, parts
from tests.app.people import Bot, Holder, PairingBroker
from tests.app.web.live.conftest import Open
from tests.app.web.live.listening import cookie


def test_it_is_a_stream_that_nobody_keeps(listen: Open) -> None:
    stream = listen()
    assert stream.status == 200
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert stream.headers["Cache-Control"] == "no-store"
    assert stream.headers["X-Accel-Buffering"] == "no"


def test_a_page_gets_all_that_it_asks_for_once(listen: Open) -> None:
    stream = listen("link+traffic")
    told = [stream.next(), stream.next()]
    assert [event.data for event in told] == [
        {"name": "link", "html": "<p>unknown</p>"},
        {"name": "traffic", "html": "<p>0</p>"},
    ]


def test_a_change_comes_by_itself_and_nothing_else(
    listen: Open, deployed: Holder, bot: Bot
) -> None:
    stream = listen("traffic+link")
    stream.next(), stream.next()
    for state in ("disconnected", "connected"):
        bot.link(state)
        assert stream.next().data == {"name": "link", "html": f"<p>{state}</p>"}


def test_what_a_page_has_it_is_not_sent_again(listen: Open, bot: Bot) -> None:
    first = listen("link+traffic")
    first.next()
    had = first.next().id
    first.close()
    bot.tell("pulse", received=7, sent=0, last_traffic_at=0)
    for again in (
        listen("link+traffic", last_id=had),
        listen("link+traffic", since=had_in_url(had)),
    ):
        assert again.next().data == {"name": "traffic", "html": "<p>7</p>"}


def had_in_url(id_: str) -> str:
    return id_.replace("=", "%3D").replace("&", "%26")


def test_an_id_that_cannot_be_read_is_none(listen: Open) -> None:
    for told in ("%%%", "link", "x" * 5000, "link=1&link=2&=&"):
        assert listen("link", last_id=told).next().data["name"] == "link"


def test_a_new_token_is_no_news(listen: Open, app: Flask, bot: Bot) -> None:
    first = listen("form+traffic")
    first.next()
    had = first.next()
    bot.tell("pulse", received=7, sent=0, last_traffic_at=0)
    assert listen("form+traffic", last_id=had.id).next().data["name"] == "traffic"


def test_a_form_that_was_streamed_can_be_sent(
    client: FlaskClient, listen: Open, alice: Holder, address: str
) -> None:
    client.set_cookie("ubot", "", max_age=0)
    stream = listen("form")
    kept = re.search(r"ubot=([^;]+)", stream.headers["Set-Cookie"])
    field = re.search('value="([^"]+)"', stream.next().data["html"])
    assert kept
    assert field
    client.set_cookie("ubot", kept[1])
    answer = client.post("/language", data={"csrf_token": field[1], "language": "es"})
    assert answer.status_code == 303


def test_a_silent_line_beats(listen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "BEAT", 0.2)
    stream = listen()
    stream.next()
    assert stream.block().startswith(":")
    assert stream.block().startswith(":")


def test_a_unit_that_ends_is_seen(listen: Open, deployed: Holder, broker: PairingBroker) -> None:
    stream = listen("unit")
    stream.next()
    broker.exit(deployed.id, 1)
    assert stream.next().data["html"] == "<p>failed</p>"


def test_it_speaks_the_viewers_language(
    listen: Open, app: Flask, alice: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def speaks(names: list[str], session: BotSession) -> dict[str, str]:
        return {"link": str(get_locale())}

    monkeypatch.setattr(parts, "draw", speaks)
    assert listen(cookie=cookie(app, alice.id, language="ar")).next().data["html"] == "ar"
