"""A bot that answers into a recording, and people who write to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from botinstance.dispatch import Dispatcher
from botinstance.link.group import Member
from botinstance.link.protocol import Media
from botinstance.link.recording import RecordingLink, Sent
from botinstance.vitals import Vitals
from tests.botinstance.bots import config
from tests.botinstance.conftest import MessageMaker

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

    def __init__(self, message: MessageMaker) -> None:
        self.config = config()
        self.link = RecordingLink((ALICE, BOB, OWNER), picture())
        self.vitals = Vitals()
        self._dispatcher = Dispatcher(self.link, self.vitals)
        self._message = message

    def switch(self, feature: str, on: bool) -> None:
        self.config = config(features={**self.config.features, feature: on})

    def send(self, text: str, **fields: Any) -> list[Sent]:
        """What it sends for this message."""
        before = len(self.link.sent)
        self._dispatcher.handle(self._message(text, **fields), self.config)
        return self.link.sent[before:]

    def say(self, text: str, **fields: Any) -> str:
        """The one answer, as text."""
        (sent,) = self.send(text, **fields)
        return str(sent)


@pytest.fixture
def bot(message: MessageMaker) -> TestBot:
    return TestBot(message)


IMAGE = Media("image", 1000, "image/png")
