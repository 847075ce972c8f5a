"""Run mode, from the outside: is this bot linked at all, and who may stop it."""

from __future__ import annotations

import signal

from botinstance.contract import event
from botinstance.contract.exits import LINK_OF_EXIT, MEANING, Exit
from botinstance.folder import Folder
from botinstance.life import Life
from botinstance.link import slim
from botinstance.start import started

LAST_WORDS = 5.0  # seconds


def run(folder: Folder) -> Exit:
    """Raises Invalid (the config), StoreBusy, LoopbackError, OSError, sqlite3.Error."""
    life = Life()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: life.end())
    with started(folder) as parts:
        own = parts.store.own()
        if own is None:
            exit = Exit.LOGGED_OUT
            state = {"state": LINK_OF_EXIT[exit].value, "reason": MEANING[exit]}
            parts.events.emit(event.LINK, state)
            parts.events.flush(LAST_WORDS)
            return exit
        slim.load()
        from botinstance.bot import Bot

        return Bot(life, parts.config, parts.events, parts.state, parts.store, own).run()
