"""Who makes stickers of every picture."""

from __future__ import annotations

from botinstance.contract.watcher import Watcher

AT = "botinstance.commands.media."

WATCHERS: tuple[Watcher, ...] = ()
