"""The logs of a bot: its page without a script, the file, and what a follower is told."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.services import logs
from tests.app.people import Holder, PairingBroker
from tests.app.web.browsing import Browser
from units.protocol import BrokerError, LogLine

Open = Callable[..., TestResponse]
AT = 1_767_323_045.25  # 2026-01-02 03:04:05.25


class Journal:
    """The lines of one bot. What is asked for behind a place that it has lost begins anywhere,
    as with journalctl."""

    def __init__(self) -> None:
        self.lines: list[LogLine] = []

    def write(self, *texts: str, priority: int = 6) -> None:
        for text in texts:
            number = len(self.lines)
            self.lines.append(LogLine(f"c{number}", AT + number, priority, text))

    def read(self, _bot: str, lines: int = 200, after: str | None = None) -> list[LogLine]:
        if after is None:
            return self.lines[-lines:]
        cursors = [line.cursor for line in self.lines]
        behind = cursors.index(after) + 1 if after in cursors else 1
        return self.lines[behind:][:lines]


@pytest.fixture
def journal(broker: PairingBroker) -> Journal:
    journal = Journal()
    broker.logs = journal.read  # type: ignore[method-assign]
    return journal


@pytest.fixture
def open_(page: Browser) -> Open:
    """Alice opens a page of her bot."""
    overview = page.path
    return lambda path="/logs": page.open(f"{overview}{path}")


def shown(answer: TestResponse) -> list[str]:
    """The lines that are seen, with the words of their levels."""
    assert answer.status_code == 200
    items = re.findall(r"<li class=\"\w+\"><time[^>]*>[^<]*</time>(.*?)</li>", answer.text, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", item)) for item in items]


def hidden(answer: TestResponse) -> int:
    return len(re.findall(r"<li class=\"\w+\" hidden>", answer.text))


def test_the_last_lines_are_shown_oldest_first(open_: Open, journal: Journal) -> None:
    journal.write(*(f"line {i}" for i in range(500)))
    page = open_()
    assert shown(page) == [f"line {i}" for i in range(300, 500)]
    assert '<time datetime="2026-01-02T03:12:24.250Z">2026-01-02 03:12:24</time>' in page.text
    assert 'data-cursor="c499"' in page.text
    assert "Times are in UTC." in page.text


def test_levels_are_words(open_: Open, journal: Journal) -> None:
    for priority in range(8):
        journal.write(f"priority {priority}", priority=priority)
    assert shown(open_()) == [
        *(f"Error priority {i}" for i in range(4)),
        "Warning priority 4",
        *(f"priority {i}" for i in (5, 6, 7)),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["starting", "weather is slow", "Weather failed", "done"]),
        ("?q=WEATHER", ["weather is slow", "Weather failed"]),
        ("?q=%20weather%20", ["weather is slow", "Weather failed"]),
        ("?level=warning", ["weather is slow", "Weather failed"]),
        ("?level=error", ["Weather failed"]),
        ("?level=error&q=slow", []),
        ("?level=nonsense", ["starting", "weather is slow", "Weather failed", "done"]),
    ],
)
def test_a_filter_shows_the_lines_that_are_like_it(
    open_: Open, journal: Journal, query: str, expected: list[str]
) -> None:
    journal.write("starting")
    journal.write("weather is slow", priority=4)
    journal.write("Weather failed", priority=3)
    journal.write("done")
    page = open_(f"/logs{query}")
    assert [re.sub("^(Error|Warning) ", "", text) for text in shown(page)] == expected
    assert hidden(page) == 4 - len(expected), "a script can show the others"
    sentence = re.search(r"data-logs-none[^>]*>([^<]*)<", page.text)
    assert sentence
    assert sentence[1] == "No line is like that."
    assert (" hidden>" in sentence[0]) == bool(expected), "seen where there is no line to see"

    file = open_(f"/logs.txt{query}").text.splitlines()
    assert [re.sub(r"^\S+ \w+ +", "", line) for line in file] == expected


def test_who_looks_for_something_looks_further_back(open_: Open, journal: Journal) -> None:
    journal.write("the needle")
    journal.write(*(f"hay {i}" for i in range(900)))
    page = open_("/logs?q=needle")
    assert shown(page) == ["the needle"]
    assert hidden(page) == logs.SHOWN


def test_what_was_typed_stands_in_the_form_and_in_the_link_to_the_file(
    open_: Open, journal: Journal
) -> None:
    page = open_("/logs?q=%22%3Cb%3E&level=error").text
    assert 'value="&#34;&lt;b&gt;"' in page
    assert '<option value="error" selected>' in page
    assert "/logs.txt?q=%22%3Cb%3E&amp;level=error" in page


def test_lines_are_text(open_: Open, journal: Journal) -> None:
    journal.write("<script>alert(1)</script>\n  and & more")
    page = open_()
    assert "<script>alert" not in page.text
    assert shown(page) == ["<script>alert(1)</script>\n  and & more"]


def test_the_key_of_the_bot_stands_in_no_line(
    open_: Open, journal: Journal, deployed: Holder
) -> None:
    journal.write(f"bot-{deployed.id}.service: Main process exited")
    assert shown(open_()) == [f"bot-{deployed.id[:8]}….service: Main process exited"]
    assert deployed.id not in open_("/logs.txt").text


def test_a_bot_that_has_not_written_says_so(open_: Open, journal: Journal) -> None:
    page = open_()
    assert shown(page) == []
    assert ">The bot has not written anything yet.</p>" in page.text
    assert 'data-cursor=""' in page.text


def test_a_broker_that_does_not_answer_leaves_the_page(open_: Open, broker: PairingBroker) -> None:
    broker.fail["logs"] = BrokerError("unreachable", "It does not answer; try again in a minute.")
    page = open_()
    assert page.status_code == 200
    assert "It does not answer; try again in a minute." in page.text
    assert "data-logs" in page.text
    assert "Refresh" in page.text
    assert open_("/logs.txt").status_code == 503


def test_the_file_is_a_file(open_: Open, journal: Journal, app: Flask, deployed: Holder) -> None:
    journal.write("fine")
    journal.write("bad", priority=3)
    file = open_("/logs.txt")
    assert file.content_type == "text/plain; charset=utf-8"
    today = time.strftime("%Y-%m-%d", time.gmtime())
    disposition = file.headers["Content-Disposition"]
    assert disposition == f"attachment; filename=My_Bot-{today}.log.txt"
    assert file.text == (
        "2026-01-02T03:04:05.250Z INFO    fine\n2026-01-02T03:04:06.250Z ERROR   bad\n"
    )


def test_the_file_has_all_that_the_broker_gives(open_: Open, journal: Journal) -> None:
    journal.write(*(f"line {i}" for i in range(1200)))
    lines = open_("/logs.txt").text.splitlines()
    assert len(lines) == 1000
    assert lines[-1].endswith("line 1199")


class TestFollowing:
    """What the stream reads by: services/logs.py."""

    @pytest.fixture(autouse=True)
    def _within(self, app: Flask, journal: Journal) -> Iterator[None]:
        journal.write("a", "b", "c")
        with app.test_request_context():
            yield

    @staticmethod
    def texts(found: logs.Lines) -> list[str]:
        return [line["text"] for line in found.lines]

    def test_one_goes_on_behind_what_one_has(self, journal: Journal) -> None:
        found = logs.latest("bot", 2)
        assert (self.texts(found), found.cursor) == (["b", "c"], "c2")
        again = logs.after("bot", found.cursor)
        assert (self.texts(again), again.cursor) == ([], "c2")
        journal.write("d", "e")
        assert self.texts(logs.after("bot", again.cursor)) == ["d", "e"]

    def test_after_nothing_comes_all(self, journal: Journal) -> None:
        assert self.texts(logs.after("bot", None)) == ["a", "b", "c"]
        assert self.texts(logs.resumed("bot", None)) == ["a", "b", "c"]

    def test_who_comes_back_gets_what_was_missed(self, journal: Journal) -> None:
        journal.write(*(f"line {i}" for i in range(900)))
        found = logs.resumed("bot", "c2")
        assert self.texts(found) == [f"line {i}" for i in range(900)]
        assert found.cursor == "c902"
        assert logs.resumed("bot", "c902").lines == []
        assert logs.resumed("bot", "c902").cursor == "c902"

    def test_lines_that_are_gone_are_said_to_be_gone(self, journal: Journal) -> None:
        journal.write(*(f"line {i}" for i in range(300)))
        del journal.lines[:50]  # the journal was rotated
        found = logs.resumed("bot", "c2")
        assert found.lines[0] == {
            "at": None,
            "level": "gap",
            "text": "Older lines are gone; these are the last ones.",
        }
        assert self.texts(found)[1:] == [f"line {i}" for i in range(100, 300)]
        assert found.cursor == "c302"

    def test_so_are_more_lines_than_can_be_read_at_once(self, journal: Journal) -> None:
        journal.write(*(f"line {i}" for i in range(1001)))
        assert logs.resumed("bot", "c2").lines[0]["level"] == "gap"
