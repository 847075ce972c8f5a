"""Each command's example in the table is true."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from botinstance.contract.command import Command, Permission, Scope
from botinstance.contract.commands import COMMANDS
from botinstance.contract.feature import NAMES
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, IMAGE, OWNER, TestBot, by
from tests.botinstance.commands.preparations import FIELDS, PATCHES, PREPARE
from tests.botinstance.real.services import Services


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_the_example_gives_the_answer(
    bot: TestBot, services: Services, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    # an admin in a group, with a picture, replying: everything that most examples need
    bot.link.members = CROWD
    bot.config = replace(bot.config, features=dict.fromkeys(NAMES, True), services=services.config)
    who = OWNER if command.permission >= Permission.SUDO else ALICE
    said = {"media": IMAGE, "quoted": Quoted(BOB.id, "hello", id="3EB0Q")}
    where = {} if command.scope is Scope.PRIVATE else GROUP
    said |= FIELDS.get(command.name, {})
    for name, other in PATCHES.get(command.name, {}).items():
        monkeypatch.setattr(name, other)
    PREPARE.get(command.name, lambda _: None)(bot)
    # others may get something as well: the answer comes last
    answer = str(bot.send(f".{command.example}", **said, **where, **by(who))[-1])
    assert re.fullmatch(pattern(command.answer), answer, re.DOTALL), answer


def pattern(answer: str) -> str:
    """… stands for any text."""
    return ".+".join(re.escape(part) for part in answer.split("…"))
