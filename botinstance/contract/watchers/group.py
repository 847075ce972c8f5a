"""Who may not write in a group."""

from __future__ import annotations

from botinstance.contract.watcher import Kind, Watcher

AT = "botinstance.commands.group."

WATCHERS: tuple[Watcher, ...] = (
    Watcher(
        "mutemember",
        AT + "mutemember:guard",
        "muted",
        (Kind.MESSAGE, Kind.COMMAND),
        feature="group",
        groups_only=True,
    ),
)
