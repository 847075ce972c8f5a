"""Blocking, reading and answering as the owner wishes."""

from __future__ import annotations

from botinstance.contract.watcher import Kind, Watcher

AT = "botinstance.commands.owner."

SAID = (Kind.MESSAGE, Kind.COMMAND)

WATCHERS: tuple[Watcher, ...] = (
    Watcher("banned people", AT + "ban:heard", "banned", SAID),
    Watcher("banned chats", AT + "ban:heard", "banned_chats", SAID),
    Watcher("strangers", AT + "strangers:heard", "pmblocker", SAID),
    Watcher("read", AT + "presence:read", "autoread", SAID),
    Watcher("typing", AT + "presence:typing", "autotyping", (Kind.COMMAND,)),
    Watcher("recording", AT + "presence:recording", "autorecord", (Kind.COMMAND,)),
    Watcher("reactions", AT + "autoreact:heard", "autoreact", SAID),
    Watcher("calls", AT + "calls:rings", "anticall", (Kind.CALL,)),
)
