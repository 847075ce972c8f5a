"""Who greets, and who tells what becomes of a group."""

from __future__ import annotations

from botinstance.contract.watcher import Kind, Watcher

AT = "botinstance.commands.group."

WATCHERS: tuple[Watcher, ...] = (
    Watcher(
        "welcome", AT + "greeting:joined", "welcome", (Kind.GROUP,), "welcome", groups_only=True
    ),
    Watcher(
        "goodbye", AT + "greeting:left", "goodbye", (Kind.GROUP,), "welcome", groups_only=True
    ),
    Watcher("events", AT + "events:tell", "events", (Kind.GROUP,), "group", groups_only=True),
)
