"""A bot's database, its platform, and messages as they come in."""

from __future__ import annotations

import io
import itertools
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from botinstance.database import Database
from botinstance.link.protocol import Message
from tests.botinstance.platform import Platform

if TYPE_CHECKING:
    from tests.botinstance.commands.conftest import TestBot

with pytest.MonkeyPatch.context() as patch:
    # at its import neonize asks a shell for `uname -a`, and never waits for that process
    patch.setattr(os, "popen", lambda _command: io.StringIO("Linux"))
    import neonize.client  # noqa: F401

MessageMaker = Callable[..., Message]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "data" / "bot.db")
    yield made
    made.close()


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    with Platform(tmp_path / "events.sock", "t" * 43) as made:
        yield made


@pytest.fixture
def message() -> MessageMaker:
    """Makes a message, from Alice in a private chat unless told otherwise."""
    numbers = itertools.count(1)

    def make(text: str = "", **fields: Any) -> Message:
        usual = {
            "id": f"3EB0{next(numbers):04}",
            "chat": "915550001@lid",
            "sender": "915550001@lid",
            "sender_phone": "15550001",
            "sender_name": "Alice",
            "is_group": False,
            "from_me": False,
            "at": time.time(),
            "raw": b"raw",
        }
        return Message(text=text, **{**usual, **fields})

    return make


@pytest.fixture
def bot(message: MessageMaker, database: Database) -> TestBot:
    """One that answers into a recording."""
    from tests.botinstance.commands.conftest import TestBot

    return TestBot(message, database)
