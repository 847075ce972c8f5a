"""Each command's example in the table is true."""

from __future__ import annotations

import re

import pytest

from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from tests.botinstance.commands.conftest import ALICE, GROUP, IMAGE, TestBot, by


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_the_example_gives_the_answer(bot: TestBot, command: Command) -> None:
    # an admin in a group, with a picture: everything that any example needs
    answer = bot.say(f".{command.example}", media=IMAGE, **GROUP, **by(ALICE))
    assert re.fullmatch(pattern(command.answer), answer, re.DOTALL), answer


def pattern(answer: str) -> str:
    """… stands for any text."""
    return ".+".join(re.escape(part) for part in answer.split("…"))
