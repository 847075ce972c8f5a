"""The log on a page that is open."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.app.people import Bot, Holder, PairingBroker
from tests.app.web.live.conftest import Open
from tests.app.web.live.listening import Event, cookie
from units.protocol import LogLine


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


def texts(event: Event) -> list[str]:
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
