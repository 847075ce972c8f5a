"""A page that is open shows what is, and misses nothing of what happens while it is away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from app.db import db
from app.models import BotSession, User
from app.services import access, logins, marks, sessions, users, view, watch
from app.settings import Settings
from app.web.globals import token
from app.web.live import feed, operator_parts, parts
from tests.app.people import Bot, Holder, PairingBroker
from tests.app.web.listening import Listener, cookie, serving
from tests.until import until
from units.protocol import BrokerError, LogLine

Open = Callable[..., Listener]


def drawn(names: list[str], session: BotSession) -> dict[str, str]:
    """Parts that show one thing each, so that it is clear which of them has changed."""
    unit, trouble = view.unit_of(session)
    told = {
        "link": f"<p>{session.link_state}</p>",
        "traffic": f"<p>{session.received}</p>",
        "unit": f"<p>{unit.active if unit else trouble}</p>",
        "form": f"<form>{token()}</form>",
    }
    return {name: told[name] for name in names}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "ROWS", 0.05)
    monkeypatch.setattr(watch, "UNITS", 0.1)
    monkeypatch.setattr(feed, "PAUSE", 0.1)
    monkeypatch.setattr(feed, "LINES", 0.1)


@pytest.fixture(autouse=True)
def _plain_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "known", str.split)
    monkeypatch.setattr(parts, "draw", drawn)


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    with serving(app) as port:
        yield port
        watch.of(app).stop()


@pytest.fixture
def address(app: Flask, alice: Holder) -> str:
    """Of Alice's bot."""
    with app.app_context():
        return f"/bots/{sessions.find(alice.id).handle}"


@pytest.fixture
def listen(app: Flask, port: int, address: str, alice: Holder) -> Iterator[Open]:
    """Opens a stream of Alice's bot, as Alice unless `cookie` says who."""
    opened: list[Listener] = []

    def open_(names: str = "link", last_id: str = "", **how: Any) -> Listener:
        who = how.pop("cookie", cookie(app, alice.id))
        asked = "&".join([f"parts={names}", *(f"{key}={value}" for key, value in how.items())])
        opened.append(Listener(port, f"{address}/stream?{asked}", who, last_id))
        return opened[-1]

    yield open_
    for listener in opened:
        listener.close()


def followers(app: Flask) -> int:
    return len(watch.of(app).followers())


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


def test_a_silent_line_beats(listen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "BEAT", 0.2)
    stream = listen()
    stream.next()
    assert stream.block().startswith(":")
    assert stream.block().startswith(":")


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


def test_a_unit_that_ends_is_seen(listen: Open, deployed: Holder, broker: PairingBroker) -> None:
    stream = listen("unit")
    stream.next()
    broker.exit(deployed.id, 1)
    assert stream.next().data["html"] == "<p>failed</p>"


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


def test_all_end_at_once_when_the_server_does(listen: Open, app: Flask) -> None:
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


def test_it_speaks_the_viewers_language(
    listen: Open, app: Flask, alice: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flask_babel import get_locale

    def speaks(names: list[str], session: BotSession) -> dict[str, str]:
        return {"link": str(get_locale())}

    monkeypatch.setattr(parts, "draw", speaks)
    assert listen(cookie=cookie(app, alice.id, language="ar")).next().data["html"] == "ar"


class Journal:
    """What a bot has written, one line after the other."""

    def __init__(self) -> None:
        self.lines: list[LogLine] = []

    def write(self, *texts: str) -> None:
        count = len(self.lines)
        self.lines += [LogLine(f"s=1;i={count + i}", 0.0, 6, t) for i, t in enumerate(texts)]

    def read(self, bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        cursors = [line.cursor for line in self.lines]
        return self.lines[cursors.index(after) + 1 :][:lines] if after else self.lines[-lines:]


@pytest.fixture
def journal(broker: PairingBroker, monkeypatch: pytest.MonkeyPatch) -> Journal:
    made = Journal()
    monkeypatch.setattr(broker, "logs", made.read)
    return made


def texts(event: Any) -> list[str]:
    return [line["text"] for line in event.data["lines"]]


def test_lines_of_the_log_come_as_they_are_written(listen: Open, journal: Journal) -> None:
    journal.write("one", "two")
    stream = listen(logs="s%3D1%3Bi%3D0")
    assert texts(stream.next("log")) == ["two"]
    journal.write("three")
    assert texts(stream.next("log")) == ["three"]


def test_lines_that_were_missed_come_later(listen: Open, journal: Journal) -> None:
    journal.write("one")
    first = listen(logs="")
    had = first.next("log").id
    first.close()
    journal.write("two", "three")
    assert texts(listen(logs="", last_id=had).next("log")) == ["two", "three"]


def test_who_did_not_ask_for_the_log_does_not_get_it(
    listen: Open, journal: Journal, bot: Bot
) -> None:
    journal.write("one")
    stream = listen("traffic")
    stream.next()
    bot.tell("pulse", received=7, sent=0, last_traffic_at=0)
    assert stream.next().name == "part"


def test_the_same_can_be_had_by_asking(
    client: FlaskClient, app: Flask, alice: Holder, address: str, journal: Journal
) -> None:
    client.set_cookie("ubot", cookie(app, alice.id))
    journal.write("one")
    told = client.get(f"{address}/parts?names=link+traffic&logs=").json
    assert told["parts"] == {"link": "<p>unknown</p>", "traffic": "<p>0</p>"}
    assert [line["text"] for line in told["log"]["lines"]] == ["one"]
    assert "log" not in client.get(f"{address}/parts?names=link").json


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
