"""Pair mode, from the outside: what is asked for, and the end of the process."""

from __future__ import annotations

import json

from botinstance.contract.config import PairRequest, pair_request
from botinstance.contract.exits import Exit
from botinstance.contract.problem import Invalid
from botinstance.folder import Folder
from botinstance.link import slim
from botinstance.start import started

LAST_WORDS = 10.0  # seconds for the events to get home before the process ends


def pair(folder: Folder) -> Exit:
    """Raises Invalid (config, request), StoreBusy, LoopbackError, OSError, sqlite3.Error."""
    request = _request(folder)
    with started(folder) as parts:
        slim.load()
        from botinstance.attempt import Attempt

        exit = Attempt(request, parts.store, parts.events).run()
        parts.events.flush(LAST_WORDS)
        return exit


def _request(folder: Folder) -> PairRequest:
    try:
        return pair_request(json.loads(folder.pair_request.read_text("utf-8")))
    except OSError as error:
        raise Invalid(f"the pairing request cannot be read: {error.strerror}") from None
    except ValueError:
        raise Invalid("the pairing request is not JSON") from None
