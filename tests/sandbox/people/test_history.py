"""What a phone remembers."""

from __future__ import annotations

import asyncio

from sandbox.people import history
from sandbox.people.history import Entry, History
from sandbox.people.media import Media


def entry(name: str, media: Media | None = None) -> Entry:
    return Entry(name, "1", "2", "1", False, "text", media=media)


def test_ids_grow_and_since_is_exclusive() -> None:
    log = History()
    first, second = log.add(entry("a")), log.add(entry("b"))
    assert first.id < second.id
    assert log.since(0) == [first, second]
    assert log.since(first.id) == [second]
    assert log.find("b") is second
    assert log.get(first.id) is first


def test_waiting_ends_with_the_next_message_or_in_time() -> None:
    async def story() -> None:
        log = History()
        waiting = asyncio.create_task(log.wait(0, 30))
        await asyncio.sleep(0)
        added = log.add(entry("a"))
        assert await waiting == [added]
        assert await log.wait(0, 30) == [added]
        assert await log.wait(added.id, 0.01) == []

    asyncio.run(story())


def test_the_oldest_go_when_there_are_too_many() -> None:
    log = History()
    for n in range(history.COUNT + 1):
        log.add(entry(str(n)))
    assert len(log.since(0)) == history.COUNT
    assert log.find("0") is None


def test_the_oldest_go_when_their_files_are_too_large() -> None:
    log = History()
    half = Media("document", "x/y", bytes(history.BYTES // 2 + 1))
    log.add(entry("a", half))
    log.add(entry("b", half))
    assert [e.message_id for e in log.since(0)] == ["b"]
