"""Whatever is sent to a bot, it answers or is silent: it never fails, and never says too much."""

from __future__ import annotations

import logging
import random
from random import Random
from typing import Any, NoReturn

import pytest

from botinstance import tools, web
from botinstance.context import UserError
from botinstance.contract.setting import Reach, Setting
from botinstance.contract.settings import SETTINGS
from botinstance.link.happening import Call, Deleted, GroupTurn, Turn
from tests.botinstance.commands.conftest import CROWD, GROUP, TestBot
from tests.botinstance.nonsense import messages

ROUNDS, EACH = 20, 500
NOISE = Random(0).randbytes(1000)  # what every download gives
LONGEST = 6000  # characters of an answer
CHATS = (GROUP["chat"], "915550001@lid", "915550002@lid")


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs and services are too slow for so many: they all fail, in the ways they do. That
    another's program ends with an error is nobody's fault if it was given noise."""
    chance = Random(1)

    def fails(*given: Any, files: Any = None, **_: Any) -> NoReturn:
        noise = NOISE in given or NOISE in (files or {}).values()
        if noise and chance.random() < 0.5:
            raise tools.ToolError("ffmpeg: invalid data")
        raise UserError("That took too long.")

    def unreachable(*_: Any, **__: Any) -> NoReturn:
        raise chance.choice((web.WebError("It does not answer."), web.NotFound("Nothing.")))

    def sorry(*_: Any, **__: Any) -> NoReturn:
        raise UserError("I cannot read that picture.")

    monkeypatch.setattr(tools, "run", fails)
    monkeypatch.setattr(tools, "run_for_files", fails)
    monkeypatch.setattr(tools, "work", sorry)
    for name in ("get", "get_bytes", "get_json", "post_json", "post_multipart"):
        monkeypatch.setattr(web, name, unreachable)


def switch_everything_on(bot: TestBot) -> None:
    for name in bot.config.features:
        bot.switch(name, True)
    for setting in SETTINGS.values():
        if not setting.hidden and setting.name not in ("prefix", "mode", "adminonly"):
            for chat in CHATS if setting.reach is Reach.CHAT else ("",):
                bot.state.settings.set(setting.name, some(setting), chat)


def some(setting: Setting) -> Any:
    """A value that is neither off nor empty."""
    if isinstance(setting.default, bool):
        return True
    if isinstance(setting.default, int):
        return max(1, setting.default)
    if isinstance(setting.default, list):
        return setting.default or ["word"]
    if setting.choices:
        return setting.choices[-1]
    return setting.default


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_nothing_that_is_sent_makes_it_fail(
    bot: TestBot, outside: None, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    caplog.set_level(logging.ERROR)
    random.seed(seed)
    bot.link.members = CROWD
    bot.link.media = NOISE
    switch_everything_on(bot)
    for number, (text, fields) in enumerate(messages(seed, EACH)):
        answers = bot.hear(text, **fields)
        said = f"message {number} of {seed}: {text[:200]!r} {fields}\n{caplog.text[-3000:]}"
        assert not any("(ref " in str(answer) for answer in answers), said
        assert not caplog.records, said
        assert all(len(str(answer)) <= LONGEST for answer in answers), said


def test_nothing_that_happens_makes_it_fail(
    bot: TestBot, outside: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    bot.link.members = CROWD
    switch_everything_on(bot)
    people = ("915550001@lid", "15550002@s.whatsapp.net", "x@lid", "")
    for turn in Turn:
        for count in (0, 1, 4):
            bot.happen(GroupTurn(CHATS[0], f"{turn}{count}", turn, people[:count], people[0], "x"))
    for person in people:
        bot.happen(Deleted(CHATS[0], "1", "3EB0", person))
        bot.happen(Call(person, "2"))
    assert not caplog.records, caplog.text[-3000:]
