"""How a running bot meets what the library does, with a library that a test plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from botinstance import bot as module
from botinstance.bot import Bot
from botinstance.config import ConfigFile
from botinstance.contract import event
from botinstance.contract.exits import Exit
from botinstance.database import Database
from botinstance.events import Events
from botinstance.life import Life
from botinstance.link.client import ConnectError
from botinstance.link.recording import OWN, RecordingLink
from botinstance.link.session import Listener
from botinstance.spool import Spool
from botinstance.state import state
from tests.botinstance.bots import BotFolder
from tests.botinstance.platform import Platform

Play = Callable[[Listener], None]


class ScriptedSession:
    """`connect` plays the next script to the listener; after the last one it was stopped."""

    scripts: list[Play]

    def __init__(
        self, store: object, own: object, listener: Listener, before: object, sent: object
    ) -> None:
        self.link, self._listener = RecordingLink(), listener
        self.stopped = False

    def connect(self) -> None:
        if self.scripts:
            self.scripts.pop(0)(self._listener)

    def stop(self) -> None:
        self.stopped = True

    def alive(self) -> bool:
        return True

    def load(self, raw: bytes) -> None:
        return None


@pytest.fixture
def run(
    tmp_path: Path, database: Database, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Exit]]:
    monkeypatch.setattr(module, "Session", ScriptedSession)
    monkeypatch.setattr(module, "FIRST_DELAY", 0.01)
    config = ConfigFile(BotFolder(tmp_path / "bot").root / "config.json")
    spool = Spool(database)
    events = Events(config.current.id, spool, lambda: platform.token, str(platform.path))
    events.start()

    def play(*scripts: Play) -> Exit:
        monkeypatch.setattr(ScriptedSession, "scripts", list(scripts), raising=False)
        return Bot(Life(), config, events, state(database), None, OWN).run()  # type: ignore[arg-type]

    yield play
    events.close()


def fails(words: str) -> Play:
    def script(_listener: Listener) -> None:
        raise ConnectError(words)

    return script


def connects_then(after: Play) -> Play:
    def script(listener: Listener) -> None:
        listener.connected()
        after(listener)

    return script


def states(platform: Platform) -> list[str]:
    return [data["state"] for data in platform.named(event.LINK)]


def test_an_end_that_whatsapp_tells_is_the_exit_status(
    run: Callable[..., Exit], platform: Platform
) -> None:
    script = connects_then(lambda listener: listener.ended(Exit.BANNED, "Banned.\n"))
    assert run(script) is Exit.BANNED
    assert states(platform) == ["connecting", "connected", "banned"]


def test_a_no_that_neonize_cannot_tell_is_a_refusal(
    run: Callable[..., Exit], platform: Platform
) -> None:
    words = "proto: required field neonize.ConnectFailure.Reason not set"
    assert run(fails(words)) is Exit.REFUSED
    assert states(platform) == ["connecting", "refused"]


def test_a_first_connection_is_tried_again(run: Callable[..., Exit], platform: Platform) -> None:
    script = connects_then(lambda listener: listener.ended(Exit.REPLACED, "Replaced."))
    assert run(fails("no route"), fails("no route"), script) is Exit.REPLACED
    assert states(platform) == ["connecting", "connected", "replaced"]


def test_a_library_that_gives_up_is_started_anew(run: Callable[..., Exit]) -> None:
    assert run(connects_then(fails("proto: required field"))) is Exit.FAILED


def test_a_crash_is_started_anew(run: Callable[..., Exit]) -> None:
    def crash(_listener: Listener) -> None:
        raise ValueError

    assert run(crash) is Exit.FAILED


def test_after_many_attempts_a_new_process_tries(
    run: Callable[..., Exit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 3)
    assert run(*[fails("no route")] * 9) is Exit.FAILED


def test_a_restart_that_its_owner_asks_for_is_told(
    run: Callable[..., Exit], platform: Platform
) -> None:
    def ask(listener: Listener) -> None:
        listener._vitals.life.end(Exit.RESTART)  # type: ignore[attr-defined]

    assert run(connects_then(ask)) is Exit.RESTART
    assert states(platform) == ["connecting", "connected", "disconnected"]
    assert platform.named(event.LINK)[-1]["reason"] == "The bot restarts, as its owner asked."


def test_what_it_did_is_told_before_its_end(run: Callable[..., Exit], platform: Platform) -> None:
    def work(listener: Listener) -> None:
        listener._vitals.message_received()  # type: ignore[attr-defined]
        listener._vitals.life.end()  # type: ignore[attr-defined]

    assert run(connects_then(work)) is Exit.OK
    names = [told["name"] for told in platform.events]
    assert names[-3:] == [event.PULSE, event.ACTIVITY, event.LINK]
    assert platform.named(event.ACTIVITY)[0]["received"] == 1
