"""Who makes stickers of every picture."""

from __future__ import annotations

from botinstance.contract.watcher import Watcher

AT = "botinstance.commands.sticker."

WATCHERS: tuple[Watcher, ...] = (
    Watcher("autosticker", AT + "auto:heard", "autosticker", feature="sticker", groups_only=True),
)
