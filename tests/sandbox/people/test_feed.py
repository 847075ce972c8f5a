"""What happens to a phone, for those who watch."""

from __future__ import annotations

import asyncio

from sandbox.people import feed
from sandbox.people.feed import Feed


def test_moments_come_in_order_and_since_is_exclusive() -> None:
    it = Feed()
    one, two = it.publish("devices"), it.publish("group", id="1@g.us")
    assert it.since(0) == [one, two]
    assert it.since(one.id) == [two]
    assert (two.kind, two.data) == ("group", {"id": "1@g.us"})


def test_waiting_ends_with_the_next_moment_by_a_wake_or_in_time() -> None:
    async def story() -> None:
        it = Feed()
        waiting = asyncio.create_task(it.wait(0, 30))
        await asyncio.sleep(0)
        one = it.publish("devices")
        assert await waiting == [one]
        woken = asyncio.create_task(it.wait(one.id, 30))
        await asyncio.sleep(0)
        it.wake()
        assert await woken == []
        assert await it.wait(one.id, 0.01) == []

    asyncio.run(story())


def test_only_the_newest_are_kept() -> None:
    it = Feed()
    for _ in range(feed.COUNT + 1):
        it.publish("devices")
    kept = it.since(0)
    assert (len(kept), kept[0].id) == (feed.COUNT, 2)
