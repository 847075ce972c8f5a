"""Who waits for a player's move."""

from __future__ import annotations

from botinstance.contract.watcher import Watcher

AT = "botinstance.commands.games."

WATCHERS = (Watcher("game", AT + "table:heard", setting="game", feature="games"),)
