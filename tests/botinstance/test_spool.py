"""Events wait on disk, in order, and never without bound."""

from __future__ import annotations

import time
from pathlib import Path

from botinstance.contract import event
from botinstance.contract.event import Event
from botinstance.database import Database
from botinstance.spool import Spool

PULSE = {"received": 1, "sent": 1, "last_traffic_at": 1.0}


def config(version: int) -> Event:
    return Event(event.CONFIG, {"version": version})


def activity(received: int) -> Event:
    return Event(event.ACTIVITY, {"received": received})


def versions(spool: Spool) -> list[int]:
    return [e.body["data"]["version"] for e in spool.batch() if e.body["name"] == event.CONFIG]


def test_it_works(database: Database) -> None:
    spool = Spool(database)
    spool.add(config(1))
    spool.add(config(2))
    assert versions(spool) == [1, 2]


def test_what_was_confirmed_is_gone(database: Database) -> None:
    spool = Spool(database)
    spool.add(config(1))
    entries = spool.batch()
    spool.add(config(2))
    spool.remove(entries)
    assert versions(spool) == [2]


def test_it_survives_the_process(tmp_path: Path) -> None:
    first = Database(tmp_path / "bot.db")
    Spool(first).add(config(1))
    second = Database(tmp_path / "bot.db")  # the first is not closed: it was killed
    assert versions(Spool(second)) == [1]
    first.close()
    second.close()


def test_the_oldest_pulse_makes_room_first(database: Database) -> None:
    spool = Spool(database, size=2)
    spool.add(config(1))
    spool.add(Event(event.PULSE, PULSE))
    spool.add(config(2))
    assert versions(spool) == [1, 2]


def test_then_what_tells_of_the_oldest_minute(database: Database) -> None:
    spool = Spool(database, size=3)
    for new in (activity(1), config(1), activity(2), Event(event.PULSE, PULSE), activity(3)):
        spool.add(new)
    kept = [(e.body["name"], e.body["data"].get("received")) for e in spool.batch()]
    assert kept == [(event.CONFIG, None), (event.ACTIVITY, 2), (event.ACTIVITY, 3)]


def test_then_the_oldest_event(database: Database) -> None:
    spool = Spool(database, size=2)
    for version in (1, 2, 3):
        spool.add(config(version))
    assert versions(spool) == [2, 3]


def test_a_code_that_has_expired_is_not_sent(database: Database) -> None:
    spool = Spool(database)
    spool.add(Event(event.PAIR_QR, {"code": "old", "expires_at": time.time() - 1}))
    spool.add(Event(event.PAIR_CODE, {"code": "new", "expires_at": time.time() + 60}))
    assert [e.body["data"]["code"] for e in spool.batch()] == ["new"]
