"""Who watches what happens without being asked, as data; they themselves stand in `watchers/`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from botinstance.contract.feature import GENERAL


class Kind(StrEnum):
    """What happens: the happenings of link/happening.py, and messages that are no command."""

    MESSAGE = "message"
    COMMAND = "command"  # a message that begins with the prefix
    EDIT = "edit"  # what a message was changed into; never a command
    DELETED = "deleted"
    GROUP = "group"
    CALL = "call"


@dataclass(frozen=True)
class Watcher:
    """`handler` is called with each happening of `kinds` while `setting`, a name of settings/,
    is neither off, empty nor 0 for the chat (or for the bot, if it is a setting of the bot), and
    its feature and its `command`, the one it belongs to if it is named, are switched on.
    Watchers are asked in the order of the table; one that returns True has dealt with the
    message: nobody else gets to see it."""

    name: str
    handler: str  # "package.module:function", imported on first use
    setting: str
    kinds: tuple[Kind, ...] = (Kind.MESSAGE,)
    feature: str = GENERAL
    groups_only: bool = False
    command: str = ""
