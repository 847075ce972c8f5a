"""Each command's example in the table is true."""

from __future__ import annotations

import re

import pytest

from botinstance.contract.command import Command, Permission, Scope
from botinstance.contract.commands import COMMANDS
from botinstance.link.protocol import Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, IMAGE, OWNER, TestBot, by


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_the_example_gives_the_answer(bot: TestBot, command: Command) -> None:
    # an admin in a group, with a picture, replying: everything that any example needs
    bot.link.members = CROWD
    who = OWNER if command.permission is Permission.OWNER else ALICE
    said = {"media": IMAGE, "quoted": Quoted(BOB.id, "hello", id="3EB0Q")}
    where = {} if command.scope is Scope.PRIVATE else GROUP
    answer = bot.say(f".{command.example}", **said, **where, **by(who))
    assert re.fullmatch(pattern(command.answer), answer, re.DOTALL), answer


def pattern(answer: str) -> str:
    """… stands for any text."""
    return ".+".join(re.escape(part) for part in answer.split("…"))
