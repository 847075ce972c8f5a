"""Pair mode, from the outside: what is asked for, and the end of the process."""

from __future__ import annotations

import json

from botinstance import notify
from botinstance.contract.config import PairRequest, pair_request
from botinstance.contract.exits import Exit
from botinstance.contract.problem import Invalid
from botinstance.folder import Folder
from botinstance.link import slim
from botinstance.link.store import Store
from botinstance.start import started

LAST_WORDS = 10.0  # seconds for the events to get home before the process ends
# After these a link that was made is of no use, and would stand in the way of another account.
_WORTHLESS = (Exit.BANNED, Exit.PAIRING_REFUSED)


def pair(folder: Folder) -> Exit:
    """Raises Invalid (config, request), StoreBusy, LoopbackError, OSError, sqlite3.Error."""
    request = _request(folder)
    with started(folder) as parts:
        store = parts.store
        due = request.anew not in ("", store.begun_anew())
        if due and _give_up(store, request.anew):
            return Exit.FAILED  # systemd starts a process that finds an empty store
        slim.load()
        from botinstance.attempt import Attempt

        exit = Attempt(request, store, parts.events).run()
        parts.events.flush(LAST_WORDS)
        if exit in _WORTHLESS:
            store.clear()
        return exit


def _give_up(store: Store, mark: str) -> bool:
    """Ends the link there is, once for each mark. Whether there was one: then this process has
    connected, and cannot make another."""
    linked = store.own() is not None
    if linked:
        slim.load()
        from botinstance.farewell import log_out

        notify.status("giving up the present link")
        log_out(store)
    store.begin_anew(mark)
    return linked


def _request(folder: Folder) -> PairRequest:
    try:
        return pair_request(json.loads(folder.pair_request.read_text("utf-8")))
    except OSError as error:
        raise Invalid(f"the pairing request cannot be read: {error.strerror}") from None
    except ValueError:
        raise Invalid("the pairing request is not JSON") from None
