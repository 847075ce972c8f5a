"""Both modes begin alike: config, the store's lock, the way for events."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from botinstance.config import ConfigFile
from botinstance.contract import event
from botinstance.contract.config import BotConfig
from botinstance.database import Database
from botinstance.events import Events
from botinstance.folder import Folder
from botinstance.link.store import Store
from botinstance.spool import Spool


@dataclass(frozen=True)
class Parts:
    config: ConfigFile
    store: Store
    database: Database
    events: Events


@contextmanager
def started(folder: Folder) -> Iterator[Parts]:
    """Raises Invalid (the config), StoreBusy, OSError, sqlite3.Error."""
    config = ConfigFile(folder.config)
    store = Store(folder.store)
    with store.owned():
        database = Database(folder.database)
        events = Events(
            config.current.id,
            Spool(database),
            lambda: config.current.events_token,
            os.environ.get("UBOT_EVENTS"),
        )
        events.start()

        def in_force(current: BotConfig) -> None:
            events.emit(event.CONFIG, {"version": current.version})

        in_force(config.current)
        config.watch(in_force)
        yield Parts(config, store, database, events)
        config.close()
        events.close()
        database.close()
