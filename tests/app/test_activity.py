"""What bots did is added up by the hour, and read back as a series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from app import worker
from app.db import db, transaction
from app.models import ActivityHour
from app.services import activity, sessions
from app.services.activity import DAY, MONTH, TOP, WEEK, Series, Span
from app.settings import Settings
from botinstance.contract import event
from botinstance.contract.activity import CLASSES, MOST, MOST_COMMANDS
from tests.app.people import Bot, Holder, Operator

HOUR = 3600.0
DAYS = 24 * HOUR
MOMENT = datetime(2026, 3, 4, 12, 20, tzinfo=UTC)  # a Wednesday
NOW = MOMENT.timestamp()

Read = Callable[..., Series]
Tell = Callable[..., None]


def did(**numbers: Any) -> dict[str, Any]:
    nothing = {"received": 0, "sent": 0, "errors": 0, "commands": {}, "latency": [0] * CLASSES}
    return {**nothing, **numbers}


def replies(*classes: int) -> list[int]:
    """One reply in each of these classes."""
    return [classes.count(i) for i in range(CLASSES)]


@pytest.fixture(autouse=True)
def _it_is_wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "now", lambda: MOMENT)


@pytest.fixture
def tell(bot: Bot) -> Tell:
    """Alice's bot tells what it did, `ago` seconds ago."""

    def told(ago: float = 0, **numbers: Any) -> None:
        answer = bot.tell(event.ACTIVITY, at=NOW - ago, **did(**numbers))
        assert answer.status_code == 200, answer.text

    return told


@pytest.fixture
def read(app: Flask, alice: Holder) -> Read:
    """The series of Alice's bot, which was made so many seconds ago."""

    def series(span: Span = DAY, zone: str = "UTC", age: float = 100 * DAYS) -> Series:
        with app.app_context():
            with transaction():
                sessions.lock(alice.id).created_at = MOMENT - timedelta(seconds=age)
            return activity.series(sessions.find(alice.id), span, ZoneInfo(zone))

    return series


def test_what_a_bot_tells_by_and_by_is_added_up(tell: Tell, read: Read) -> None:
    tell(60, received=3, sent=2, commands={"menu": 1, "ping": 1}, latency=replies(3, 3, 3))
    tell(received=4, errors=1, commands={"ping": 2}, latency=replies(0))

    last = read().points[-1]
    assert (last.received, last.sent, last.errors, last.commands) == (7, 2, 1, 4)
    assert last.median == pytest.approx(0.5 + 0.5 / 3)
    assert last.p95 == pytest.approx(0.5 + 0.5 * 2.8 / 3)
    assert read().by_command == (("ping", 3), ("menu", 1))


def test_events_of_one_hour_that_come_together_are_one_row(
    both_urls: str, make_app: Callable[[Settings], Flask], settings: Settings
) -> None:
    app = make_app(replace(settings, database_url=both_urls))
    client = app.test_client()
    code = Operator(app).voucher()
    answer = client.post("/api/deployment/validate-voucher", json={"code": code, "userId": "a"})
    bot = Bot(client, answer.json["sessionId"])
    events = [bot.event(event.ACTIVITY, at=NOW, **did(received=1)) for _ in range(3)]

    assert bot.post(events).json["stored"] == 3
    assert bot.post(events).json["stored"] == 0, "told again, counted again"
    with app.app_context():
        assert list(db.session.scalars(select(ActivityHour.received))) == [3]
        assert sum(p.received for p in activity.series(sessions.find(bot.id), DAY).points) == 3


def test_the_moment_of_the_event_decides_the_hour(tell: Tell, read: Read) -> None:
    tell(21 * 60, received=1)  # 11:59
    tell(19 * 60, received=10)  # 12:01
    assert [point.received for point in read().points[-3:]] == [0, 1, 10]


def test_a_clock_that_is_ahead_tells_of_now(tell: Tell, read: Read) -> None:
    tell(-5 * HOUR, received=1)
    assert read().points[-1].received == 1


def test_what_was_told_makes_the_session_s_followers_look(
    app: Flask, alice: Holder, tell: Tell
) -> None:
    def revision() -> int:
        with app.app_context():
            return sessions.find(alice.id).revision

    before = revision()
    tell(received=1)
    assert revision() > before


def test_a_number_that_no_column_holds_is_the_most_that_one_holds(tell: Tell, read: Read) -> None:
    tell(received=MOST, commands={"ping": MOST}, latency=[MOST] * CLASSES)
    tell(received=MOST, commands={"ping": MOST}, latency=[MOST] * CLASSES)
    assert read().points[-1].received == MOST
    assert read().by_command == (("ping", MOST),)


def test_an_hour_names_no_more_commands_than_an_event(tell: Tell, read: Read) -> None:
    tell(commands={f"a{i}": 1 for i in range(MOST_COMMANDS)})
    tell(commands={"one too many": 1, "a1": 1})
    assert read().points[-1].commands == MOST_COMMANDS + 1


@pytest.mark.parametrize(
    ("span", "first", "step"),
    [
        (DAY, datetime(2026, 3, 3, 13, tzinfo=UTC), timedelta(hours=1)),
        (WEEK, datetime(2026, 2, 25, 18, tzinfo=UTC), timedelta(hours=6)),
        (MONTH, datetime(2026, 2, 3, tzinfo=UTC), timedelta(days=1)),
    ],
)
def test_a_span_ends_with_what_is_going_on(
    read: Read, span: Span, first: datetime, step: timedelta
) -> None:
    starts = [point.at for point in read(span).points]
    assert starts == [first + step * i for i in range(span.size)]
    assert starts[-1] <= MOMENT < starts[-1] + step


@pytest.mark.parametrize("span", [DAY, WEEK, MONTH])
def test_each_hour_is_in_one_point_and_in_the_total(tell: Tell, read: Read, span: Span) -> None:
    hours = [0, 1, 5, 12, 23, 24, 50, 100, 161, 400, 700, 800]
    for ago in hours:
        tell(ago * HOUR, received=1, commands={"ping": 2}, latency=replies(1))
    found = read(span)
    since = found.points[0].at
    within = sum(MOMENT - timedelta(hours=ago) >= since for ago in hours)
    assert sum(point.received for point in found.points) == within == found.total.received
    assert found.total.commands == 2 * within
    assert found.by_command == (("ping", 2 * within),)
    assert found.total.median == pytest.approx(0.15)


def test_days_are_those_of_the_zone(tell: Tell, read: Read) -> None:
    tell(13 * HOUR, received=1)  # Tuesday 23:20 in UTC, Wednesday 04:50 in Kolkata
    assert [point.received for point in read(MONTH).points[-2:]] == [1, 0]
    assert [point.received for point in read(MONTH, "Asia/Kolkata").points[-2:]] == [0, 1]
    assert read(WEEK, "Asia/Kolkata").points[-1].at.isoformat() == "2026-03-04T12:00:00+05:30"
    assert read(DAY, "Asia/Kolkata").points[-1].at.isoformat() == "2026-03-04T17:30:00+05:30"


@pytest.mark.parametrize("month_and_day", [(3, 29), (10, 25)])
@pytest.mark.parametrize("span", [DAY, WEEK, MONTH])
def test_a_day_with_an_hour_twice_or_never_loses_nothing(
    tell: Tell,
    read: Read,
    span: Span,
    month_and_day: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clocks of Berlin change at 01:00 UTC."""
    moment = datetime(2026, *month_and_day, 4, tzinfo=UTC)
    monkeypatch.setattr(activity, "now", lambda: moment)
    for hours in range(6):
        tell(NOW - moment.timestamp() + hours * HOUR, received=1)
    found = read(span, "Europe/Berlin")
    assert sum(point.received for point in found.points) == 6


def test_nothing_told_is_nothing_done(tell: Tell, read: Read) -> None:
    assert read().empty
    tell(errors=1)
    found = read()
    assert not found.empty
    assert all(point.existed for point in found.points)
    assert [point.received for point in found.points] == [0] * DAY.size
    assert found.points[0].median is None


def test_before_the_bot_there_was_nothing_to_do(tell: Tell, read: Read) -> None:
    points = read(age=2.5 * HOUR).points  # made at 09:50
    assert [point.existed for point in points] == [False] * 20 + [True] * 4
    tell(5 * HOUR, received=1)  # whatever the session says, a bot that tells of it existed
    assert [point.existed for point in read(age=2.5 * HOUR).points[:19]] == [False] * 18 + [True]


def test_the_most_used_commands_are_named_and_the_others_counted(tell: Tell, read: Read) -> None:
    tell(commands={f"c{i:02}": 30 - i for i in range(TOP)} | {"rare": 2, "rarer": 1, "z": 18})
    found = read()
    assert [name for name, _ in found.by_command] == [*(f"c{i:02}" for i in range(TOP))]
    assert found.by_command[0] == ("c00", 30)
    assert found.others == (3, 21)


def test_hours_behind_every_span_are_forgotten(app: Flask, tell: Tell) -> None:
    def kept() -> int:
        with app.app_context():
            return len(list(db.session.scalars(select(ActivityHour))))

    tell(34 * DAYS, received=1)
    tell(36 * DAYS, received=1)
    assert kept() == 1, "what came too late is not kept at all"
    with app.app_context(), transaction():
        db.session.scalars(select(ActivityHour)).one().hour -= timedelta(days=2)
    tell(received=1)
    with app.app_context():
        worker._tidy()
    assert kept() == 1


def test_nobody_sees_the_hours_of_another_bot(
    app: Flask, make_holder: Callable[[], Holder], tell: Tell
) -> None:
    tell(received=1)
    with app.app_context():
        assert activity.series(sessions.find(make_holder().id), MONTH).empty
