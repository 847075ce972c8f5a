"""ping: how long the bot takes from hearing a message to answering it."""

from __future__ import annotations

import time

from botinstance.context import Context
from botinstance.language import _


def run(context: Context) -> str:
    milliseconds = (time.monotonic() - context.message.received) * 1000
    return _("Pong! {milliseconds} ms").format(milliseconds=round(milliseconds))
