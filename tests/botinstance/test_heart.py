"""The watchdog is fed while the link lives, and not a beat longer."""

from __future__ import annotations

from typing import Any

import pytest

from botinstance import heart as module
from botinstance import notify
from botinstance.contract import event
from botinstance.heart import ACTIVITY, GRACE, PULSE, Heart
from botinstance.vitals import Vitals


class World:
    """A link and a clock that a test sets, and what the heart did."""

    def __init__(self) -> None:
        self.now, self.alive, self.fed = 1000.0, True, 0
        self.status = ""
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.vitals = Vitals()
        self.heart = Heart(lambda: self.alive, self.vitals, self, lambda: self.now)  # type: ignore[arg-type]
        self.heart.well("connected")

    def emit(self, name: str, data: dict[str, Any]) -> None:
        self.events.append((name, data))

    def told(self, wanted: str) -> list[dict[str, Any]]:
        return [data for name, data in self.events if name == wanted]

    def beat_after(self, seconds: float) -> bool:
        """Whether the watchdog was fed."""
        self.now += seconds
        before = self.fed
        self.heart.beat()
        return self.fed > before


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()

    def feed() -> None:
        made.fed += 1

    def tell(text: str) -> None:
        made.status = text

    monkeypatch.setattr(notify, "watchdog", feed)
    monkeypatch.setattr(notify, "status", tell)
    assert module.notify is notify
    return made


def test_it_works(world: World) -> None:
    assert world.beat_after(5)
    assert world.status == "connected; 0 messages, 0 commands; no traffic yet"


def test_a_lost_link_gets_time_to_come_back(world: World) -> None:
    world.alive = False
    world.heart.unwell("reconnecting")
    assert world.beat_after(5)
    assert world.beat_after(GRACE - 1)
    assert not world.beat_after(2)


def test_a_link_that_came_back_is_well(world: World) -> None:
    world.alive = False
    world.heart.unwell("reconnecting")
    world.beat_after(GRACE - 1)
    world.alive = True
    world.heart.well("connected")
    assert world.beat_after(2)
    assert world.beat_after(GRACE)


def test_an_unanswered_keepalive_counts_as_lost(world: World) -> None:
    world.heart.unwell("silent")
    assert world.beat_after(5)
    assert not world.beat_after(GRACE)


def test_what_go_says_counts_even_without_an_event(world: World) -> None:
    world.alive = False
    assert world.beat_after(5)
    assert not world.beat_after(GRACE)
    world.alive = True
    assert world.beat_after(1)


def test_traffic_is_told_of_four_times_a_minute(world: World) -> None:
    assert PULSE == 15
    world.vitals.message_received()
    world.beat_after(PULSE - 1)
    assert world.events == []
    world.beat_after(1)
    assert world.told(event.PULSE)[0]["received"] == 1
    world.vitals.message_sent()
    world.beat_after(PULSE - 1)
    assert len(world.told(event.PULSE)) == 1
    world.beat_after(1)
    assert len(world.told(event.PULSE)) == 2


def test_the_first_message_after_a_silence_is_told_of_at_once(world: World) -> None:
    world.beat_after(2 * PULSE)
    world.vitals.message_received()
    world.beat_after(1)
    assert len(world.told(event.PULSE)) == 1


def test_silence_is_not_told_of(world: World) -> None:
    world.vitals.message_received()
    world.beat_after(ACTIVITY)
    world.beat_after(ACTIVITY)
    assert [name for name, _ in world.events] == [event.PULSE, event.ACTIVITY]


def test_what_the_bot_did_is_told_once_a_minute(world: World) -> None:
    for count in (1, 2):
        for _ in range(count):
            world.vitals.message_received()
        world.beat_after(ACTIVITY - 1)
        assert len(world.told(event.ACTIVITY)) == count - 1
        world.beat_after(1)
        assert world.told(event.ACTIVITY)[-1]["received"] == count


def test_the_last_minute_is_told_at_the_end(world: World) -> None:
    world.vitals.message_received()
    world.vitals.command_used("ping", False, 0.05)
    world.heart.tell()
    world.heart.tell()
    assert [name for name, _ in world.events] == [event.PULSE, event.ACTIVITY]
    assert world.told(event.ACTIVITY)[0]["commands"] == {"ping": 1}
