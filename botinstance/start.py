"""Both modes begin alike: config, the store's lock, the way for events."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from botinstance.config import ConfigFile
from botinstance.dashboard import Dashboard
from botinstance.database import Database
from botinstance.events import Events
from botinstance.folder import Folder
from botinstance.link.store import Store
from botinstance.spool import Spool
from botinstance.state import State, state


@dataclass(frozen=True)
class Parts:
    config: ConfigFile
    store: Store
    state: State
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
        kept = state(database)
        dashboard = Dashboard(kept.settings, kept.records, events)
        dashboard.look(config.current)
        config.watch(dashboard.look)
        yield Parts(config, store, kept, events)
        config.close()
        events.close()
        database.close()
