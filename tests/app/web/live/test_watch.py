"""What wakes those who follow a bot, and what does not: each waking costs a drawing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from flask import Flask

from app.db import db
from app.services import looks, marks, sessions, watch
from app.services.looks import Looks
from tests.app.people import Bot, Holder, PairingBroker
from tests.until import until
from units.protocol import BotState, BrokerError, UnitState

UP = UnitState(active="active", sub="running", pid=7, memory=22 << 20, text="connected, 3 chats")


class Following:
    """What is news of one bot whose unit is as `sees` says."""

    def __init__(self) -> None:
        self.news: list[str] = []
        self._looks = Looks(self.news.append)

    def sees(self, unit: UnitState = UP) -> int:
        """How many pieces of news there have been since."""
        self._looks.note("bot", BotState(1, unit))
        return len(self.news)

    def is_refused(self) -> int:
        self._looks.note("bot", BrokerError("unreachable", "No answer."))
        return len(self.news)


@pytest.fixture
def following() -> Following:
    made = Following()
    made.sees()
    return made


@pytest.mark.parametrize(
    "change",
    [{"active": "failed"}, {"sub": "auto-restart"}, {"restarts": 1}, {"pid": 8}, {"text": "lost"}],
)
def test_what_happens_to_a_unit_is_news_at_once(
    following: Following, change: dict[str, object]
) -> None:
    assert following.sees(replace(UP, **change)) == 1  # type: ignore[arg-type]
    assert following.sees(replace(UP, **change)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"text": "connected, 4 chats"}, {"memory": (22 << 20) + 1}])
def test_what_only_counts_is_no_news(
    following: Following, change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "MEASURED", 0)
    assert following.sees(replace(UP, **change)) == 0  # type: ignore[arg-type]


def test_what_is_measured_is_news_now_and_then(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = replace(UP, memory=30 << 20)
    assert following.sees(grown) == 0
    monkeypatch.setattr(looks, "MEASURED", 0)
    assert following.sees(grown) == 1
    assert following.sees(grown) == 1


def test_a_bot_that_stops_beating_is_news(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    assert following.sees(replace(UP, beat=now)) == 0
    monkeypatch.setattr(time, "time", lambda: now + looks.STALE)
    assert following.sees(replace(UP, beat=now)) == 1


def test_a_broker_that_does_not_answer_is_news_once(following: Following) -> None:
    assert [following.is_refused(), following.is_refused()] == [1, 1]
    assert [following.sees(), following.sees()] == [2, 2]


class CountingBroker(PairingBroker):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Sequence[str]] = []

    def states(self, bots: Sequence[str]) -> dict[str, BotState]:
        self.asked.append(bots)
        return super().states(bots)


@pytest.fixture
def broker() -> CountingBroker:
    return CountingBroker()


@pytest.fixture
def watcher(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[watch.Watcher]:
    monkeypatch.setattr(watch, "ROWS", 0.05)
    monkeypatch.setattr(watch, "UNITS", 0.05)
    yield watch.of(app)
    watch.of(app).stop()
    until(lambda: not watch.of(app).is_watching(), "its threads have ended")


def follow(app: Flask, watcher: watch.Watcher, session_id: str) -> watch.Follower:
    with app.app_context():
        return watcher.follow(session_id, marks.of_session(sessions.find(session_id)))


def test_a_change_of_the_row_wakes_and_nothing_else_does(
    app: Flask, watcher: watch.Watcher, alice: Holder, bot: Bot
) -> None:
    follower = follow(app, watcher, alice.id)
    assert not follower.wait(0.3)
    bot.link("connected")
    assert follower.wait(10)
    assert not follower.wait(0.3)
    watcher.leave(follower)


def test_a_change_before_the_first_look_wakes(
    app: Flask, watcher: watch.Watcher, alice: Holder, bot: Bot
) -> None:
    with app.app_context():
        shown = marks.of_session(sessions.find(alice.id))
        db.session.remove()
        bot.link("connected")
        follower = watcher.follow(alice.id, shown)
    assert follower.wait(10)
    watcher.leave(follower)


def test_only_who_follows_that_bot_is_woken(
    app: Flask, watcher: watch.Watcher, make_holder: object, alice: Holder, bot: Bot
) -> None:
    other = make_holder()  # type: ignore[operator]
    alices, others = follow(app, watcher, alice.id), follow(app, watcher, other.id)
    bot.link("connected")
    assert alices.wait(10)
    assert not others.wait(0.2)
    for follower in (alices, others):
        watcher.leave(follower)


def test_all_units_are_asked_for_together(
    app: Flask,
    watcher: watch.Watcher,
    make_holder: object,
    broker: CountingBroker,
) -> None:
    bots = sorted(make_holder().id for _ in range(3))  # type: ignore[operator]
    followers = [follow(app, watcher, bot) for bot in bots]
    until(lambda: broker.asked[-1:] == [bots], "one question for all three")
    for follower in followers:
        watcher.leave(follower)


@pytest.fixture
def looked(
    app: Flask,
    watcher: watch.Watcher,
    deployed: Holder,
    broker: CountingBroker,
    monkeypatch: pytest.MonkeyPatch,
) -> watch.Follower:
    """A follower of Alice's running bot, whose unit has been looked at, which is good for long."""
    monkeypatch.setattr(looks, "GOOD", 60)
    monkeypatch.setattr(watch, "UNITS", 60)
    broker.asked.clear()
    follower = follow(app, watcher, deployed.id)
    until(lambda: broker.asked, "its unit has been looked at")
    return follower


def test_pages_share_what_was_seen_a_moment_ago(
    looked: watch.Follower, watcher: watch.Watcher, deployed: Holder, broker: CountingBroker
) -> None:
    deployed.session()
    before = len(broker.asked)
    assert deployed.session()["unit"]["active"] == "active"
    assert len(broker.asked) == before
    watcher.leave(looked)


def test_what_was_seen_before_a_change_is_not_shown_after_it(
    looked: watch.Follower,
    watcher: watch.Watcher,
    deployed: Holder,
    broker: CountingBroker,
    bot: Bot,
) -> None:
    broker.exit(deployed.id, 0)
    bot.link("disconnected")
    assert looked.wait(10)
    assert deployed.session()["unit"]["active"] == "inactive"
    watcher.leave(looked)


def test_where_nobody_follows_nothing_is_asked(
    app: Flask, watcher: watch.Watcher, alice: Holder, broker: CountingBroker
) -> None:
    for _ in range(2):
        follower = follow(app, watcher, alice.id)
        assert watcher.is_watching()
        watcher.leave(follower)
        until(lambda: not watcher.is_watching(), "nobody looks any more")
