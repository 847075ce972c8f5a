"""Connects, tells, and obeys until it is killed."""

from __future__ import annotations

import ctypes
import json
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.sandbox.client.calls import Calls
from tests.sandbox.client.output import Log, say
from tests.sandbox.client.telling import TELL
from tests.sandbox.client.trust import trust

DSN = "?_journal_mode=WAL&_synchronous=NORMAL&_busy_timeout=15000&_foreign_keys=on&_z="


def make(store: str) -> Any:
    from neonize import events
    from neonize.client import NewClient

    client = NewClient(store + DSN)

    @client.qr
    def _(_: Any, text: bytes) -> None:
        say("qr", text=text.decode())

    def status(uuid: int, text: int) -> None:
        say("status", text=ctypes.string_at(text).decode())

    client._NewClient__onLoginStatus = status
    for event, tell in TELL.items():
        client.event(getattr(events, event))(_teller(tell))
    return client


def _teller(tell: Callable[[Any], None]) -> Callable[[Any, Any], None]:
    def handler(_: Any, event: Any) -> None:
        try:
            tell(event)
        except Exception as error:  # the library would swallow it
            say("log", level="ERROR", text=f"{type(error).__name__}: {error}")

    return handler


def obey(calls: Calls) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        try:
            value = getattr(calls, order["call"])(*order["args"])
            say("result", value=value)
        except Exception as error:  # a test looks at it
            say("result", error=f"{type(error).__name__}: {error}")


def main(store: str, root: str) -> None:
    import neonize._binder  # noqa: F401  loads the library

    trust(Path(root).read_bytes())
    logging.getLogger("whatsmeow").addHandler(Log())
    client = make(store)
    threading.Thread(target=obey, args=(Calls(client),), daemon=True).start()
    client.connect()


if __name__ == "__main__":
    main(*sys.argv[1:])
