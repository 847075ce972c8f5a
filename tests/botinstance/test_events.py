"""Events get home: at least once, in order, through every weather."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from botinstance.contract import event
from botinstance.database import Database
from botinstance.events import Events
from botinstance.spool import Spool
from tests.botinstance.bots import config
from tests.botinstance.platform import Platform
from tests.until import until


@pytest.fixture
def events(database: Database, platform: Platform) -> Iterator[Events]:
    made = Events(config().id, Spool(database), lambda: platform.token, str(platform.path))
    made.start()
    yield made
    made.close()


def tell(events: Events, *versions: int) -> None:
    for version in versions:
        events.emit(event.CONFIG, {"version": version})


def told(platform: Platform) -> list[int]:
    return [data["version"] for data in platform.named(event.CONFIG)]


def test_it_works(events: Events, platform: Platform) -> None:
    tell(events, 1, 2, 3)
    assert events.flush(5)
    assert told(platform) == [1, 2, 3]


def test_they_wait_while_the_platform_is_down(events: Events, platform: Platform) -> None:
    platform.close()
    tell(events, 1)
    assert not events.flush(0.3)
    platform.open()
    assert events.flush(5)
    assert told(platform) == [1]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_they_wait_while_the_platform_says_not_now(
    events: Events, platform: Platform, status: int
) -> None:
    platform.answer = status
    tell(events, 1)
    until(lambda: platform.requests, "an attempt")
    platform.answer = 200
    assert events.flush(5)
    assert told(platform) == [1]


def test_a_refused_event_does_not_block_the_others(events: Events, platform: Platform) -> None:
    platform.close()
    tell(events, 1, 2)
    take = platform.take

    def picky(authorization: str, body: dict[str, object]) -> int:
        bad = any(e["data"]["version"] == 1 for e in body["events"])  # type: ignore[attr-defined]
        return 422 if bad else take(authorization, body)

    platform.take = picky  # type: ignore[method-assign]
    platform.open()
    assert events.flush(5)
    assert told(platform) == [2]


def test_many_go_in_batches(events: Events, platform: Platform) -> None:
    platform.close()
    tell(events, *range(1, 121))
    platform.open()
    assert events.flush(10)
    assert told(platform) == list(range(1, 121))
    assert max(platform.batches) == event.BATCH


def test_a_changed_token_is_used_at_once(database: Database, platform: Platform) -> None:
    token = ["wrong" * 8]
    made = Events(config().id, Spool(database), lambda: token[0], str(platform.path))
    made.start()
    tell(made, 1)
    until(lambda: platform.requests, "an attempt")
    token[0] = platform.token
    assert made.flush(5)
    made.close()


def test_without_a_platform_they_are_only_logged(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    spool = Spool(database)
    made = Events(config().id, spool, lambda: "", None)
    made.start()
    tell(made, 1)
    assert made.flush(1)
    assert len(spool) == 0
    assert "event config" in caplog.text
    made.close()


def test_codes_and_numbers_stay_out_of_the_log(
    events: Events, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    events.emit(event.PAIRED, {"phone": "15550001", "lid": "", "name": "Alice"})
    assert "15550001" not in caplog.text
    assert "Alice" not in caplog.text
