"""Who talks when talked to."""

from __future__ import annotations

from botinstance.contract.watcher import Kind, Watcher

AT = "botinstance.commands.ai."

WATCHERS = (
    Watcher("summaries", AT + "ring:heard", setting="summaries", feature="ai"),
    Watcher(
        "summaries_deleted",
        AT + "ring:deleted",
        setting="summaries",
        kinds=(Kind.DELETED,),
        feature="ai",
    ),
    Watcher("chatbot", AT + "chatbot:heard", setting="chatbot", feature="ai"),
)
