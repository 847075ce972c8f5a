"""Whatever file is sent to a command, with the real programs behind it: it answers, and nothing of
the file stays behind."""

from __future__ import annotations

import ctypes
import gc
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import pytest

from botinstance import registry, tools, web
from botinstance.context import Context, UserError
from botinstance.contract.command import Command, Scope
from botinstance.contract.commands import COMMANDS
from botinstance.contract.feature import NAMES
from botinstance.database import Database
from botinstance.link.protocol import Media, Quoted
from tests.botinstance.badfiles import FILES
from tests.botinstance.commands.conftest import BOB, CROWD, GROUP, OWNER, TestBot, by
from tests.botinstance.commands.preparations import FIELDS
from tests.botinstance.conftest import MessageMaker
from tests.botinstance.real.drives import serve
from tests.botinstance.real.services import Services
from tests.until import until

EACH = 4  # files for a command
MOST = 5 << 20  # bytes that a bot may have grown by
# A size is what the sender says.
KINDS = (
    Media("image", 1000, "image/jpeg"),
    Media("sticker", 1000, "image/webp"),
    Media("sticker", 1000, "image/webp", animated=True),
    Media("video", 1000, "video/mp4"),
    Media("audio", 1000, "audio/ogg; codecs=opus", voice=True, seconds=2),
    Media("audio", 1000, "audio/mpeg", seconds=2),
    Media("document", 1000, "application/pdf", name="a.pdf"),
    Media("document", 1000, "image/gif", name="a.gif"),
)
_PROGRAMS = ("run", "run_for_files", "work")
_REQUESTS = ("get", "get_bytes", "get_json", "post_json", "post_multipart", "user_url")
Fields = dict[str, Any]


class Loaded(Exception):
    """A file was asked for."""


def fields(command: Command) -> Iterator[Fields]:
    """Messages with files, of their own and replied to."""
    where = {} if command.scope is Scope.PRIVATE else GROUP
    common = {"text": f".{command.example}", **where, **by(OWNER)}
    for kind in KINDS:
        yield {**common, "media": kind, "quoted": Quoted(BOB.id, media=kind, id="3EB0Q")}
    if command.name in FIELDS:
        yield {**common, **FIELDS[command.name]}


def loads(bot: TestBot, command: Command, message: Any) -> bool:
    """Whether the command takes a file of this message."""
    args = command.example.partition(" ")[2]
    context = Context(bot.config, bot.link, bot.state, bot.vitals, message, args, command)
    try:
        registry.handler(command)(context)
    except Loaded:
        return True
    except Exception:  # whatever else: here only the question counts
        return False
    return False


@pytest.fixture
def services() -> Iterator[Services]:
    with Services() as made:
        serve(made)
        yield made


def prepared(bot: TestBot, services: Services) -> TestBot:
    """With everything switched on."""
    bot.link.members = CROWD
    bot.config = replace(bot.config, features=dict.fromkeys(NAMES, True), services=services.config)
    return bot


@pytest.fixture
def ready(bot: TestBot, services: Services) -> TestBot:
    return prepared(bot, services)


@pytest.fixture
def takers(
    message: MessageMaker, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[Fields]]:
    """Every command that takes files, and messages whose files it takes. Found out by asking it:
    nobody has to remember to put a new one here."""

    def asked(*_: Any, **__: Any) -> NoReturn:
        raise Loaded

    def no(*_: Any, **__: Any) -> NoReturn:
        raise UserError("Not now.")

    database = Database(tmp_path / "asked.db")  # of a bot of its own: some change their bot
    bot = prepared(TestBot(message, database), services)
    with monkeypatch.context() as patch:
        patch.setattr(bot.link, "download", asked)
        for module, names in ((tools, _PROGRAMS), (web, _REQUESTS)):
            for name in names:
                patch.setattr(module, name, no)
        every = {
            c.name: [said for said in fields(c) if loads(bot, c, message(**said))]
            for c in COMMANDS
        }
    database.close()
    return {name: said for name, said in every.items() if said}


def test_those_that_take_files_are_found(takers: dict[str, list[Fields]]) -> None:
    some = {"sticker", "blur", "tomp3", "merge", "compress", "exif", "ocr", "stt", "vision", "gpp"}
    assert some <= set(takers)
    assert not {"ping", "ttp", "tts", "qr"}.intersection(takers)


def resident() -> int:
    """Bytes of this process, without what its allocator keeps for later."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def children(folder: Path) -> list[str]:
    """Processes that were told to keep their files in `folder`, whoever their parent is now."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if bytes(folder) in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:  # it has ended meanwhile
            continue
    return found


def trouble(bot: TestBot, services: Services, said: Fields, data: bytes) -> str:
    """What is wrong with the answer to a message that carries `data`; empty: nothing."""
    bot.link.media = data
    words = [str(sent) for sent in bot.send(**said)]
    bot.link.sent.clear()
    services.asked.clear()
    if not words:
        return "no answer"
    return next((w for w in words if "(ref " in w or len(w) > 4200), "")


def plan(takers: dict[str, list[Fields]]) -> Iterator[tuple[str, Fields, str]]:
    """Commands, messages and the files in them: all files in turn, so that each is used."""
    rng, waiting = Random(1), list[str]()
    for name, messages in takers.items():
        for _ in range(EACH):
            if not waiting:
                waiting = rng.sample(list(FILES), len(FILES))
            yield name, rng.choice(messages), waiting.pop()


@pytest.mark.timeout(300)
def test_no_file_makes_it_fail_or_stays_behind(
    ready: TestBot,
    services: Services,
    takers: dict[str, list[Fields]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    files = {name: make() for name, make in FILES.items()}
    for messages in takers.values():  # what is loaded on first use is no leak
        trouble(ready, services, messages[0], files["one byte"])
    found, before = [], resident()
    for name, said, file in plan(takers):
        what = trouble(ready, services, said, files[file])
        if what:
            found.append(f"{name} {said['media'] or said['quoted']}, {file}: {what}")
    assert found == []
    assert resident() - before < MOST
    assert list((tmp_path / "temporary").iterdir()) == []
    until(lambda: not children(tmp_path), "the end of all programs")


@pytest.mark.parametrize("file", ["nothing", "half a JPEG", "a PNG bomb", "a JPEG that claims"])
def test_a_picture_that_nobody_asked_about_is_passed_over(ready: TestBot, file: str) -> None:
    assert ready.say(".autosticker on", **GROUP, **by(OWNER))
    ready.link.media = FILES[file]()
    assert ready.hear("", media=KINDS[0], **GROUP, **by(BOB)) == []
