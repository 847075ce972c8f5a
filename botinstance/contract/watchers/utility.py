"""Who answers by themselves: away, filters, notes."""

from __future__ import annotations

from botinstance.contract.watcher import Kind, Watcher

AT = "botinstance.commands.utility."

WATCHERS = (
    Watcher(
        "away",
        AT + "afk:watch",
        setting="away",
        kinds=(Kind.MESSAGE, Kind.COMMAND),
        feature="utility",
        command="afk",
    ),
    Watcher("note", AT + "note:recall", setting="notes", feature="utility", command="note"),
    Watcher(
        "filter", AT + "filter:answer", setting="filters", feature="utility", command="filter"
    ),
)
