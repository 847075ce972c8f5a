"""Faults without a client: what may be asked for, whom it strikes, and what a line makes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from sandbox.server.faults.desk import Faults
from sandbox.server.faults.fault import FaultError, NothingThere, read
from sandbox.server.faults.line import Line
from sandbox.server.faults.standing import Standing
from sandbox.server.media import Media
from sandbox.server.pairing import Pairing
from sandbox.server.service import Service, Timing
from sandbox.wire.jid import PN, Jid
from sandbox.wire.node import Node
from tests.sandbox.server.recorder import Recorder

ONE, OTHER = Jid("15550001", PN, 1), Jid("15550002", PN, 1)


def message(name: str, **more: str) -> Node:
    return Node("message", {"id": name} | more)


class Scene:
    """Two devices and what reaches them."""

    def __init__(self) -> None:
        self.standing = Standing()
        self.sessions = {who: Recorder() for who in (ONE, OTHER)}
        self.cut: list[Jid] = []
        self.lines = {who: self._line(who) for who in self.sessions}

    def _line(self, who: Jid) -> Line:
        return self.standing.line(self.sessions[who], who, lambda: self.cut.append(who))

    def fault(self, name: str, **more: Any) -> int:
        return self.standing.add(read({"fault": name} | more))

    def send(self, *nodes: Node, to: Jid = ONE) -> None:
        for node in nodes:
            self.lines[to].send(node)

    def came(self, to: Jid = ONE) -> list[str]:
        return [node.get("id") or node.tag for node in self.sessions[to].sent]

    async def until(self, *ids: str) -> None:
        async with asyncio.timeout(5):
            while self.came() != list(ids):
                await asyncio.sleep(0.005)


Play = Callable[[Callable[[Scene], Awaitable[None]]], None]


@pytest.fixture
def play() -> Play:
    def run(story: Callable[[Scene], Awaitable[None]]) -> None:
        async def scene() -> None:
            await story(Scene())

        asyncio.run(scene())

    return run


def test_without_faults_everything_passes_at_once(play: Play) -> None:
    async def story(scene: Scene) -> None:
        scene.send(message("1"), Node("receipt"), message("2"))
        assert scene.came() == ["1", "receipt", "2"]
        scene.lines[ONE].end(Node("stream:error"))
        assert scene.came()[-1] == "stream:error"
        assert scene.sessions[ONE].ended

    play(story)


def test_what_is_delayed_comes_later_and_in_order(play: Play) -> None:
    async def story(scene: Scene) -> None:
        scene.fault("delay", delay=0.5, count=2)
        scene.send(message("1"), message("2"), message("3"))
        assert scene.came() == []
        await asyncio.sleep(0.05)
        assert scene.came() == []
        await scene.until("1", "2", "3")

    play(story)


def test_the_end_comes_after_what_is_delayed(play: Play) -> None:
    async def story(scene: Scene) -> None:
        scene.fault("delay", delay=0.05)
        scene.send(message("1"))
        scene.lines[ONE].end(Node("failure"))
        assert not scene.sessions[ONE].ended
        await scene.until("1", "failure")
        assert scene.sessions[ONE].ended

    play(story)


def test_each_message_and_nothing_else_comes_twice(play: Play) -> None:
    async def story(scene: Scene) -> None:
        scene.fault("duplicate", count=2)
        scene.send(message("1"), Node("receipt"), message("2"), message("3"))
        assert scene.came() == ["1", "1", "receipt", "2", "2", "3"]

    play(story)


def test_two_messages_in_a_row_change_places(play: Play) -> None:
    async def story(scene: Scene) -> None:
        scene.fault("reorder", count=1)
        scene.send(message("1"), Node("receipt"), message("2"), message("3"), message("4"))
        assert scene.came() == ["receipt", "2", "1", "3", "4"]

    play(story)


def test_a_message_alone_comes_in_the_end(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.server.faults.line.ALONE", 0.05)

    async def story(scene: Scene) -> None:
        number = scene.fault("reorder")
        scene.send(message("1"))
        assert scene.came() == []
        await scene.until("1")
        scene.send(message("2"))
        assert scene.came() == ["1"]
        scene.standing.remove(number)
        assert scene.came() == ["1", "2"]

    play(story)


@pytest.mark.parametrize("fault", ["duplicate", "reorder"])
def test_what_waited_for_a_reconnect_comes_as_it_is(play: Play, fault: str) -> None:
    async def story(scene: Scene) -> None:
        scene.fault(fault)
        scene.send(message("1", offline="1"), message("2", offline="1"))
        assert scene.came() == ["1", "2"]

    play(story)


def test_silence_lasts_until_it_is_over(play: Play) -> None:
    async def story(scene: Scene) -> None:
        number = scene.fault("stall", device="15550001")
        scene.send(Node("success"), message("1"))
        scene.send(message("2"), to=OTHER)
        assert scene.came() == []
        assert scene.came(OTHER) == ["2"]
        scene.standing.remove(number)
        assert scene.came() == ["success", "1"]

    play(story)


def test_what_a_lost_line_did_not_say_it_does_not_say_later(play: Play) -> None:
    async def story(scene: Scene) -> None:
        number = scene.fault("stall")
        scene.send(message("1"))
        scene.lines[ONE].lost()
        scene.standing.remove(number)
        assert scene.came() == []

    play(story)


def test_a_fault_ends_by_itself(play: Play) -> None:
    async def story(scene: Scene) -> None:
        scene.fault("stall", seconds=0.05)
        scene.send(message("1"))
        assert scene.came() == []
        await scene.until("1")
        assert list(scene.standing) == []

    play(story)


@pytest.mark.parametrize(
    ("device", "struck"),
    [
        (None, [ONE, Jid("15550001", PN), OTHER, None]),
        ("15550001", [ONE, Jid("15550001", PN)]),
        ("15550001:1", [ONE]),
        ("15550001:0", [Jid("15550001", PN)]),
    ],
)
def test_a_fault_strikes_whom_it_is_for(device: str | None, struck: list[Jid | None]) -> None:
    standing = Standing()
    standing.add(read({"fault": "refuse", "device": device}))
    everyone = [ONE, Jid("15550001", PN), OTHER, None]
    assert [who for who in everyone if standing.find("refuse", who)] == struck


def test_of_two_faults_the_newer_one_counts() -> None:
    standing = Standing()
    standing.add(read({"fault": "refuse", "status": 503}))
    standing.add(read({"fault": "refuse", "status": 500, "count": 1}))
    found = [standing.strike("refuse", None) for _ in range(3)]
    assert found == [{"status": 500}, {"status": 503}, {"status": 503}]


def test_what_is_not_said_has_its_default() -> None:
    fault = read({"fault": "failure", "reason": 405})
    assert fault.values == {"reason": 405, "code": 101, "expire": 3600}
    assert (fault.target, fault.count, fault.seconds) == (None, None, None)


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ({}, "'fault'"),
        ({"fault": "rain"}, "'fault'"),
        ({"fault": ["drop"]}, "'fault'"),
        ({"fault": "drop", "umbrella": 1}, "'umbrella'"),
        ({"fault": "drop", "count": 1}, "'count'"),
        ({"fault": "stall", "count": 1}, "'count'"),
        ({"fault": "refuse", "count": 0}, "'count'"),
        ({"fault": "refuse", "count": 1.5}, "'count'"),
        ({"fault": "refuse", "seconds": "1"}, "'seconds'"),
        ({"fault": "refuse", "seconds": float("nan")}, "'seconds'"),
        ({"fault": "refuse", "status": 200}, "'status'"),
        ({"fault": "refuse", "status": True}, "'status'"),
        ({"fault": "delay", "delay": -1}, "'delay'"),
        ({"fault": "media-error", "on": "both"}, "'on'"),
        ({"fault": "media-error", "device": "15550001"}, "'device'"),
        ({"fault": "no-prekeys", "device": "15550001", "notify": 1}, "'notify'"),
        ({"fault": "no-prekeys"}, "'device'"),
        ({"fault": "drop", "device": "+15550001"}, "'device'"),
        ({"fault": "drop", "device": 15550001}, "'device'"),
    ],
)
def test_a_wrong_field_is_named(wish: dict[str, object], names: str) -> None:
    with pytest.raises(FaultError, match=names):
        read(wish)


@pytest.mark.parametrize(
    "wish",
    [
        {"fault": "drop"},
        {"fault": "stream-error", "device": "15550001:1"},
        {"fault": "no-prekeys", "device": "15550001"},
        {"fault": "new-identity", "device": "15550001"},
    ],
)
def test_where_nothing_is_nothing_can_be_struck(tmp_path: Any, wish: dict[str, object]) -> None:
    faults = Faults(Service(Timing(), "lid", Media(tmp_path), Pairing()))
    with pytest.raises(NothingThere):
        faults.start(read(wish))
    with pytest.raises(NothingThere):
        faults.clear(1)
