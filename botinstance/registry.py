"""From a word to a command, and from a command to its code, which is imported on first use."""

from __future__ import annotations

import difflib
import functools
import importlib
import threading
from collections.abc import Callable
from typing import Any

from botinstance.context import Context
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from botinstance.contract.jobs import HANDLERS as JOBS

# Two threads that import modules which import each other could see one of them half made.
_importing = threading.RLock()

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


def handler(command: Command) -> Handler:
    """Raises whatever importing the command's file raises: that costs this command only."""
    found: Handler = function(command.handler)
    return found


def job(kind: str) -> str | None:
    """Who does the job; None for one of a version that knew more."""
    return JOBS.get(kind)


@functools.cache
def function(where: str) -> Callable[..., Any]:
    """That `where`, "package.module:function", names; imported on first use."""
    module, _, name = where.partition(":")
    with _importing:
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
