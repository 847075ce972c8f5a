"""From a word to a command, and from a command to its code, which is imported on first use."""

from __future__ import annotations

import difflib
import functools
import importlib
from collections.abc import Callable

from botinstance.context import Context
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS

Handler = Callable[[Context], str | None]

_BY_WORD = {word: command for command in COMMANDS for word in (command.name, *command.aliases)}


def find(word: str) -> Command | None:
    return _BY_WORD.get(word.lower())


def closest(word: str) -> str | None:
    """The known word that `word` was probably meant to be."""
    if len(word) < 3:
        return None
    near = difflib.get_close_matches(word.lower(), _BY_WORD, n=1, cutoff=0.75)
    return near[0] if near else None


@functools.cache
def handler(command: Command) -> Handler:
    """Raises whatever importing the command's file raises: that costs this command only."""
    module, _, function = command.handler.partition(":")
    found: Handler = getattr(importlib.import_module(module), function)
    return found
