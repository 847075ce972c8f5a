"""A bot that answers into a recording, and people who write to it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from botinstance.context import Event, Heard, Scene
from botinstance.contract.watcher import Kind
from botinstance.database import Database
from botinstance.dispatch import Dispatcher, is_command
from botinstance.link.group import Member
from botinstance.link.happening import Happening
from botinstance.link.protocol import Media
from botinstance.link.recording import RecordingLink, Sent
from botinstance.manners import Loops
from botinstance.state import state
from botinstance.vitals import Vitals
from botinstance.watching import Watching
from tests.botinstance.bots import config
from tests.botinstance.conftest import MessageMaker
from tests.botinstance.real.services import Services

ALICE = Member("915550001@lid", "15550001", admin=True)
BOB = Member("915550002@lid", "15550002")
CAROL = Member("915550003@lid", "15550003", admin=True)
OWNER = Member("915550009@lid", "15550009")
CROWD = (ALICE, BOB, CAROL, replace(OWNER, admin=True))  # who is in a group that the bot runs
GROUP = {"chat": "1203630001@g.us", "is_group": True}

Picture = Callable[..., bytes]


def picture(width: int = 40, height: int = 20, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, kind, **options)
    return buffer.getvalue()


def by(person: Member) -> dict[str, str]:
    """The fields of a message by `person`."""
    return {"sender": person.id, "sender_phone": person.phone}


class TestBot:
    """Send it something, look at what came back."""

    __test__ = False

    def __init__(self, message: MessageMaker, database: Database) -> None:
        self.config = config()
        self.arrived: float | None = None  # when what is sent now came, by time.monotonic()
        self.link = RecordingLink((ALICE, BOB, OWNER), picture())
        self.vitals = Vitals()
        self.link.on_sent = self.vitals.message_sent
        self.state = state(database)
        minutes = itertools.count(step=60.0)  # nobody here writes too much at once
        loops = Loops(lambda: next(minutes))
        self._dispatcher = Dispatcher(self.link, self.vitals, self.state, loops)
        self._watching = Watching(self.state)
        self._message = message

    def switch(self, feature: str, on: bool) -> None:
        features = {**self.config.features, feature: on}
        self.config = replace(self.config, features=features)

    def send(self, text: str, **fields: Any) -> list[Sent]:
        """What it sends for this message."""
        before = len(self.link.sent)
        self._dispatcher.handle(self._message(text, **fields), self.config, self.arrived)
        return self.link.sent[before:]

    def scene(self) -> Scene:
        return Scene(self.config, self.link, self.state, self.vitals)

    def hear(self, text: str, **fields: Any) -> list[Sent]:
        """What it sends for this message, which watchers get to see as well."""
        before, message = len(self.link.sent), self._message(text, **fields)
        kind = Kind.COMMAND if is_command(message, self.config) else Kind.MESSAGE
        heard = Heard(self.config, self.link, self.state, self.vitals, message)
        if not self._watching.heard(kind, heard):
            self._dispatcher.handle(message, self.config)
        return self.link.sent[before:]

    def happen(self, happening: Happening) -> list[Sent]:
        """What it sends for something that happens, or a job that is due."""
        before = len(self.link.sent)
        self._watching.happened(Event(self.config, self.link, self.state, self.vitals, happening))
        return self.link.sent[before:]

    def say(self, text: str, **fields: Any) -> str:
        """The one answer, as text."""
        (sent,) = self.send(text, **fields)
        return str(sent)


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    """The services outside, as the drives of real/ have them."""
    from tests.botinstance.real.drives import serve  # whose modules may need this one

    with Services() as made:
        serve(made)
        yield made


IMAGE = Media("image", 1000, "image/png")
