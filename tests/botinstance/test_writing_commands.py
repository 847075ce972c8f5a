"""docs/writing-commands.md is true: its snippets are run, and what they say is compared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from botinstance.context import Context, Event, Heard
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from botinstance.contract.jobs import HANDLERS
from botinstance.contract.settings import SETTINGS
from tests.botinstance.bots import ROOT
from tests.botinstance.commands.conftest import TestBot
from tests.botinstance.commands.test_examples import pattern
from tests.botinstance.conftest import MessageMaker
from tests.botinstance.real.drives import serve
from tests.botinstance.real.services import Services

TEXT = (ROOT / "docs" / "writing-commands.md").read_text()
SNIPPETS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
SAYS = [s for s in SNIPPETS if s.startswith("# .")]


@pytest.fixture
def teller(bot: TestBot, message: MessageMaker, monkeypatch: pytest.MonkeyPatch) -> Teller:
    return Teller(bot, message, monkeypatch)


class Teller:
    def __init__(self, bot: TestBot, message: MessageMaker, patch: pytest.MonkeyPatch) -> None:
        self.bot, self._message, self._patch = bot, message, patch

    def load(self, snippet: str) -> dict[str, Any]:
        """The names in it; its settings and jobs are known from here on."""
        names: dict[str, Any] = {}
        exec(compile(snippet, "docs/writing-commands.md", "exec", dont_inherit=True), names)
        for setting in names.get("SETTINGS", ()):
            self._patch.setitem(SETTINGS, setting.name, setting)
        for kind, handler in names.get("HANDLERS", {}).items():
            self._patch.setitem(HANDLERS, kind, handler)
        return names

    def context(self, said: str) -> Context:
        command = replace(COMMANDS[0], name=said.split()[0])
        scene, args = self.bot.scene(), said.partition(" ")[2]
        parts = (scene.config, scene.link, scene.state, scene.vitals)
        return Context(*parts, self._message(f".{said}"), args, command)

    def heard(self, text: str) -> Heard:
        scene = self.bot.scene()
        parts = (scene.config, scene.link, scene.state, scene.vitals)
        return Heard(*parts, self._message(text))


@pytest.mark.parametrize("snippet", SAYS, ids=lambda s: s.split()[1])
def test_what_is_said_is_answered_so(teller: Teller, snippet: str) -> None:
    said, _, answer = snippet.splitlines()[0].removeprefix("# .").partition(" → ")
    with Services() as services:
        serve(services)
        teller.bot.config = replace(teller.bot.config, services=services.config)
        got = teller.load(snippet)["run"](teller.context(said))
    assert re.fullmatch(pattern(answer), got, re.DOTALL), got


def test_the_watcher_hears_what_it_should(teller: Teller) -> None:
    (snippet,) = (s for s in SNIPPETS if s.startswith("# hears: "))
    text, _, answer = snippet.splitlines()[0].removeprefix("# hears: ").partition(" → ")
    heard = teller.load(snippet)["heard"]
    assert heard(teller.heard(text))
    assert [sent.text for sent in teller.bot.link.sent] == [answer]
    assert not heard(teller.heard("good night"))


def test_the_job_is_done_when_it_is_due(teller: Teller) -> None:
    (snippet,) = (s for s in SNIPPETS if "def due" in s)
    names, bot = teller.load(snippet), teller.bot
    names["run"](teller.context("brew"))
    (job,) = bot.state.jobs.waiting("brew")
    names["due"](Event(bot.config, bot.link, bot.state, bot.vitals, job))
    assert [sent.text for sent in bot.link.sent] == ["Tea is ready!"]


def test_the_row_is_one(teller: Teller) -> None:
    (snippet,) = (s for s in SNIPPETS if "ROW = " in s)
    row = teller.load(snippet)["ROW"]
    assert isinstance(row, Command)
    assert set(re.findall(r"(\w+)=", snippet)) == set(Command.__dataclass_fields__)


def test_what_it_names_is_there() -> None:
    paths = re.findall(r"`((?:botinstance|tests|scripts|contract|commands|docs)/[\w/.-]+)`", TEXT)
    made = {"botinstance/commands/fun/echo.py", "tests/botinstance/commands/test_echo.py"}
    for path in set(paths) - made:
        assert (ROOT / path).exists() or (ROOT / "botinstance" / path).exists(), path


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) < 220
