"""The activity of a bot as its holder sees it, on its page and on the overview."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from botinstance.contract import event
from botinstance.contract.activity import CLASSES
from tests.app.people import Bot
from tests.app.web.browsing import Browser

Open = Callable[..., TestResponse]


@pytest.fixture
def overview(page: Browser) -> str:
    """The path of Alice's bot."""
    return page.path


@pytest.fixture
def open_(page: Browser, overview: str) -> Open:
    """Alice opens a page of her bot."""
    return lambda path="/activity": page.open(f"{overview}{path}")


def does(bot: Bot, ago: float = 0, **numbers: object) -> None:
    nothing = {"received": 0, "sent": 0, "errors": 0, "commands": {}, "latency": [0] * CLASSES}
    answer = bot.tell(event.ACTIVITY, at=time.time() - ago, **{**nothing, **numbers})
    assert answer.status_code == 200


def read(answer: TestResponse) -> str:
    """The page as it is read."""
    assert answer.status_code == 200
    text = re.sub(r"<title>.*?</title>", "", answer.text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_a_bot_that_has_done_nothing_says_so_in_words(open_: Open) -> None:
    page = open_()
    assert "Nothing happened in this time." in read(page)
    assert "<figure" not in page.text


def test_what_the_bot_did_is_shown(open_: Open, bot: Bot) -> None:
    latency = [0, 0, 0, 0, 4, 0, 0, 0, 0]
    does(bot, received=412, sent=388, commands={"menu": 30, "ping": 2}, latency=latency)
    page = open_()
    assert "412 in, 388 out. Busiest:" in read(page)
    assert "menu 30 ping 2" in read(page)
    assert "Half of the replies came within 1.5 s, 95 of 100 within 2 s." in read(page)
    assert "No errors in this time." in read(page)
    assert "Times are in UTC." in read(page)
    assert re.search(r"<title>\w+ \d\d:00: 412 in, 388 out</title>", page.text)


def test_errors_lead_to_the_logs(open_: Open, bot: Bot, overview: str) -> None:
    does(bot, errors=2)
    page = open_().text
    assert "2 in all." in page
    assert f'href="{overview}/logs?level=error"' in page


def test_commands_beyond_the_first_ones_are_one_row(open_: Open, bot: Bot) -> None:
    does(bot, commands={f"c{i:02}": 100 - i for i in range(14)})
    assert "c11 89 others (2) 175" in read(open_())


@pytest.mark.parametrize(("span", "points"), [("day", 24), ("week", 28), ("month", 30)])
def test_each_span_has_its_points(open_: Open, bot: Bot, span: str, points: int) -> None:
    does(bot, received=1)
    page = open_(f"/activity?span={span}").text
    assert page.count("<tr><th scope=") == points
    assert re.search(rf'span={span}" aria-current="true">', page)
    assert page.count('aria-current="true"') == 1


@pytest.mark.parametrize("span", ["", "year", "%00", "day&span=month"])
def test_a_span_that_there_is_not_is_the_day(open_: Open, span: str) -> None:
    assert 'span=day" aria-current="true"' in open_(f"/activity?span={span}").text


def test_old_activity_is_in_the_longer_spans(open_: Open, bot: Bot) -> None:
    does(bot, 3 * 86400, received=77)
    assert "77 in" not in read(open_())
    assert "77 in, 0 out" in read(open_("/activity?span=week"))
    assert "77 in, 0 out" in read(open_("/activity?span=month"))


def test_each_plot_is_named_and_summed_up_for_who_cannot_see_it(open_: Open, bot: Bot) -> None:
    does(bot, received=1, errors=1, latency=[1] + [0] * (CLASSES - 1))
    page = open_().text
    names = re.findall(r'<figure[^>]*role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert [title for title, _ in names] == ["messages-title", "replies-title", "errors-title"]
    for ids in names:
        for id_ in ids:
            assert page.count(f'id="{id_}"') == 1


def test_a_part_for_each_span_is_drawn_by_itself(open_: Open, bot: Bot) -> None:
    before = open_("/parts?names=activity-week+pulse").json["parts"]
    does(bot, received=5)
    after = open_("/parts?names=activity-week+pulse").json["parts"]
    assert "Nothing happened" in before["activity-week"]
    assert "5 in, 0 out" in after["activity-week"]
    assert "5 in, 0 out" in after["pulse"]
    assert open_("/parts?names=activity-week+pulse").json["parts"] == after
    assert 'data-part="activity-week"' in open_("/activity?span=week").text


def test_the_overview_shows_the_last_day(open_: Open, bot: Bot) -> None:
    assert "No messages yet." in read(open_(""))
    does(bot, received=5)
    assert "5 in, 0 out" in read(open_(""))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Calcutta", "Times are those of Kolkata."),
        ("America/New_York", "Times are those of New York."),
        ("Mars/Base", "Times are in UTC."),
        ("../../../etc/passwd", "Times are in UTC."),
        ("x" * 300, "Times are in UTC."),
        ("", "Times are in UTC."),
    ],
)
def test_times_are_those_of_the_reader(
    open_: Open, page: Browser, bot: Bot, zone: str, said: str
) -> None:
    does(bot, received=1)
    page.client.set_cookie("zone", zone)
    assert said in read(open_())


def test_names_from_a_bot_are_text(open_: Open, bot: Bot) -> None:
    does(bot, commands={"<script>alert(1)</script>": 1})
    assert "<script>alert" not in open_().text
    assert "&lt;script&gt;alert" in open_().text


@pytest.mark.parametrize("path", ["/activity", "/logs", "/logs.txt"])
def test_somebody_else_finds_nothing(app: Flask, open_: Open, overview: str, path: str) -> None:
    assert Browser(app).open(f"{overview}{path}").status_code == 404
    assert open_(path).status_code == 200
