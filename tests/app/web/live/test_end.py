"""When a stream ends, or is not given, and what it outlives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from app.db import db
from app.models import User
from app.services import access, logins, marks, sessions, users, watch
from app.settings import Settings
from app.web.live import feed
from tests.app.people import Bot, Holder, PairingBroker
from tests.app.web.live.conftest import Open
from tests.app.web.live.listening import Listener, cookie, serving
from tests.until import until
from units.protocol import BrokerError


def test_it_is_told_when_the_bot_is_deleted(listen: Open, app: Flask, alice: Holder) -> None:
    stream = listen()
    stream.next()
    with app.app_context():
        sessions.remove(alice.id)
    assert stream.next().name == "gone"
    assert stream.ends()


def test_it_is_told_when_somebody_claims_the_bot(listen: Open, app: Flask, alice: Holder) -> None:
    stream = listen()
    stream.next()
    with app.app_context():
        belongs_to(alice.id, users.add("bob"))
    assert stream.next().name == "gone"


def test_who_signs_out_sees_nothing_more(listen: Open, app: Flask, alice: Holder) -> None:
    with app.app_context():
        bob = users.add("bob")
        belongs_to(alice.id, bob)
        login = logins.begin(bob, "a browser")
    stream = listen(cookie=cookie(app, login=login))
    stream.next()
    with app.app_context():
        logins.end(login)
    assert stream.next().name == "gone"


def belongs_to(session_id: str, user: User) -> None:
    sessions.lock(session_id).user_id = user.id
    db.session.commit()


def test_others_get_none_of_it(listen: Open, app: Flask, port: int, address: str) -> None:
    assert listen(cookie="").status == 404
    assert listen(cookie=cookie(app, "0000000a-0000-4000-8000-00000000000b")).status == 404
    assert Listener(port, "/bots/nothandle12/stream").status == 404


def test_systemd_that_does_not_answer_is_told_once_and_again_when_it_does(
    listen: Open, deployed: Holder, broker: PairingBroker, bot: Bot
) -> None:
    stream = listen("unit+link")
    assert stream.next().data["html"] == "<p>active</p>"
    stream.next()
    broker.fail["states"] = BrokerError("unreachable", "No answer.")
    assert stream.next().data["html"] == "<p>No answer.</p>"
    bot.link("disconnected")
    assert stream.next().data["html"] == "<p>disconnected</p>"
    del broker.fail["states"]
    assert stream.next().data["html"] == "<p>active</p>"


def test_a_database_that_is_away_is_told_once_and_again_when_it_is_back(
    listen: Open, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("select", {}, Exception("away"))

    stream = listen("link+traffic")
    stream.next(), stream.next()
    with monkeypatch.context() as patch:
        patch.setattr(marks, "of_bots", away)
        patch.setattr(access, "find", away)
        assert stream.next().data == {"live": False}
    bot.tell("pulse", received=7, sent=0, last_traffic_at=0)
    assert stream.next().data == {"live": True}
    assert stream.next().data["html"] == "<p>7</p>"


@pytest.fixture
def few(settings: Settings) -> Settings:
    return replace(settings, live_streams=2)


def followers(app: Flask) -> int:
    return len(watch.of(app).followers())


def test_too_many_are_refused_until_one_has_left(
    few: Settings, make_app: Callable[[Settings], Flask], alice: Holder, address: str
) -> None:
    app = make_app(few)
    who = cookie(app, alice.id)
    with serving(app) as port:
        two = [Listener(port, f"{address}/stream?parts=link", who) for _ in range(2)]
        third = Listener(port, f"{address}/stream?parts=link", who)
        assert (third.status, third.headers["Retry-After"]) == (503, "10")
        third.close()
        two.pop().close()
        until(lambda: followers(app) == 1, "who has left is not counted")
        again = Listener(port, f"{address}/stream?parts=link", who)
        assert again.status == 200
        watch.of(app).stop()
        two.append(again)
        for stream in two:
            stream.close()


def test_one_bot_does_not_take_all_streams(
    listen: Open, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "MOST_OF_ONE", 1)
    assert listen().status == 200
    assert listen().status == 503


def test_who_has_left_takes_no_thread(listen: Open, app: Flask) -> None:
    stream = listen()
    stream.next()
    assert followers(app) == 1
    stream.close()
    until(lambda: followers(app) == 0, "the stream has ended")


def test_all_end_at_once_when_the_server_does(
    listen: Open, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PAUSE", 60)
    streams = [listen() for _ in range(5)]
    for stream in streams:
        stream.next()
    watch.of(app).stop()
    assert all(stream.ends() for stream in streams)


def test_who_waits_holds_no_connection_to_the_database(
    listen: Open, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "ROWS", 30)
    for stream in [listen() for _ in range(5)]:
        stream.next()
    with app.app_context():
        pool: Any = db.engine.pool
    until(lambda: pool.checkedout() == 0, "all connections are back")
