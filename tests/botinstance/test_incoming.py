"""From a message's arrival to its answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from botinstance.config import ConfigFile
from botinstance.database import Database
from botinstance.inbox import Inbox
from botinstance.incoming import Incoming
from botinstance.link.protocol import Message
from botinstance.link.recording import RecordingLink
from botinstance.state import state
from botinstance.vitals import Vitals
from tests.botinstance.bots import BotFolder
from tests.botinstance.conftest import MessageMaker
from tests.until import until


class World:
    def __init__(self, root: Path, database: Database) -> None:
        self.link, self.vitals, self.inbox = RecordingLink(), Vitals(), Inbox(database)
        self.link.on_sent = self.vitals.message_sent
        config = ConfigFile(BotFolder(root).root / "config.json")
        self.incoming = Incoming(
            config, self.inbox, self.vitals, state(database), self.link, self.link.load
        )

    def keep(self, message: Message) -> Message:
        """One that can be loaded again."""
        self.link.kept[message.raw] = message
        return message

    def latencies(self) -> int:
        """How many commands count for how fast the bot answers, once all is answered."""
        until(lambda: self.link.sent and not self.inbox.waiting(), "the answer")
        told = self.vitals.activity()
        assert told
        assert sum(told["commands"].values()) == 1
        return sum(told["latency"])


@pytest.fixture
def world(tmp_path: Path, database: Database) -> Iterator[World]:
    made = World(tmp_path / "bot", database)
    made.incoming.workers.start()
    yield made
    made.incoming.workers.stop(5)


@pytest.mark.parametrize("text", [".ping", ".qr hello"])
def test_how_long_an_answer_took_is_known(world: World, message: MessageMaker, text: str) -> None:
    world.incoming.message(world.keep(message(text)))
    assert world.latencies() == 1


def test_what_waited_for_the_bots_start_tells_nothing_of_it(
    world: World, message: MessageMaker
) -> None:
    world.inbox.add(world.keep(message(".ping")))
    world.incoming.workers.resume()
    assert world.latencies() == 0


def test_what_came_twice_is_answered_once(world: World, message: MessageMaker) -> None:
    question = world.keep(message(".ping"))
    for _ in range(2):
        world.incoming.message(question)
    world.latencies()
    assert len(world.link.sent) == 1
