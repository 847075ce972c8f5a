"""`python -m sandbox.load`, against a sandbox of its own and a bot that is a phone, too."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

BOT = "15559990000"


class Bot:
    """Answers every `.ping` by quoting it, every `.menu` without; an `.unknown` makes it shrug."""

    def __init__(self, root: str) -> None:
        self._phone = f"{root}/api/phones/{BOT}"
        self._session = requests.Session()
        self._session.trust_env = False
        self.heard: list[dict[str, Any]] = []
        self._ending = threading.Event()
        self._call("", name="Bot")
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def end(self) -> None:
        self._ending.set()
        self._thread.join()
        self._session.close()

    def _answer(self) -> None:
        since = 0
        while not self._ending.is_set():
            url = f"{self._phone}/messages?since={since}&wait=0.2"
            for message in self._session.get(url, timeout=30).json()["messages"]:
                since = message["id"]
                self.heard.append(message)
                if message["text"] == ".ping":
                    self._call("/send", to=message["chat"], text="pong", quoted=message["id"])
                elif message["text"] == ".menu":
                    self._call("/send", to=message["chat"], text="the menu")
                elif message["text"] == ".unknown":
                    self._call("/react", message=message["id"], emoji="🤷")

    def _call(self, path: str, **fields: Any) -> None:
        assert self._session.post(self._phone + path, json=fields, timeout=30).ok


@pytest.fixture
def root() -> Iterator[str]:
    """A sandbox's page."""
    command = [sys.executable, "-m", "sandbox"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = dict(process.stdout.readline().split() for _ in range(4))
        yield said["phone"]
        process.terminate()


@pytest.fixture
def bot(root: str) -> Iterator[Bot]:
    it = Bot(root)
    yield it
    it.end()


def load(root: str, *words: str) -> tuple[int, dict[str, str], str]:
    """Its status, its table and what it says on stderr."""
    command = [sys.executable, "-m", "sandbox.load", "--phones", root, *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    rows = [line.split(maxsplit=1) for line in done.stdout.splitlines() if line[:1] != " "]
    return done.returncode, {row[0]: row[-1] for row in rows}, done.stderr


def script(folder: Path, *lines: str) -> str:
    path = folder / "script.toml"
    path.write_text("".join(f"[[line]]\n{line}\n" for line in lines))
    return str(path)


def test_alone_and_in_groups_every_answer_is_found(root: str, bot: Bot) -> None:
    status, told, _ = load(
        root, "--to", BOT, "--people", "5", "--groups", "2", "--rate", "20", "--seconds", "3"
    )
    assert (status, told["sent"], told["lost"]) == (0, "60", "0")
    assert 0 < int(told["answered"]) < 60
    assert told["p50"].endswith(" ms")
    heard = [message for message in bot.heard if message["from"] != BOT]
    assert sum(message["kind"] != "event" for message in heard) == 60
    assert len({message["chat"] for message in heard}) == 5 + 2
    assert any(message["kind"] == "image" for message in heard)


def test_an_answer_that_does_not_come_is_lost(root: str, bot: Bot, tmp_path: Path) -> None:
    """A reaction is no answer."""
    lines = script(
        tmp_path, 'text = ".unknown"\nanswered = true', 'text = ".menu"\nanswered = true'
    )
    words = ["--people", "2", "--rate", "20", "--seconds", "1", "--patience", "1"]
    status, told, said = load(root, "--to", BOT, *words, "--script", lines)
    assert status == 1
    assert int(told["lost"]) > 0
    assert int(told["lost"]) + int(told["answered"]) == 20
    assert "20 sent" in said


def test_a_bot_that_is_not_there_is_an_error(root: str) -> None:
    status, _, said = load(root, "--to", BOT)
    assert (status, said) == (2, f"No phone of this sandbox has the number {BOT}.\n")


def test_a_sandbox_that_is_not_there_is_an_error() -> None:
    status, _, said = load("http://127.0.0.1:1", "--to", BOT)
    assert status == 2
    assert said.startswith("No sandbox answers at http://127.0.0.1:1: ")


def test_a_bad_script_is_an_error(tmp_path: Path) -> None:
    path = script(tmp_path, "weight = 1")
    status, _, said = load("http://127.0.0.1:1", "--to", BOT, "--script", path)
    assert (status, said) == (2, f"Line 1 of {path} has neither 'text' nor 'media'.\n")
