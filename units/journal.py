"""The journal of one bot, by a journalctl child: no C code, and rotation is its business."""

from __future__ import annotations

import json
import subprocess
from itertools import islice
from threading import Timer
from typing import Any

from botinstance.contract import ids
from units.protocol import BrokerError, LogLine

MAX_LINES = 1000
MAX_TEXT = 2000  # characters of one line
PATIENCE = 20.0  # seconds


def read(bot: str, lines: int, after: str | None) -> list[LogLine]:
    """The last `lines` of what both units of the bot wrote and what systemd says of them.

    With `after`, a cursor, the first ones behind it. Raises BrokerError: `invalid` if the journal
    does not hold that place, or not any more.
    """
    if after is None:
        return [_line(entry) for entry in _entries(bot, f"--lines={lines}", lines)]
    # journalctl begins anywhere for a place it has lost, so it is to begin with the place itself
    found = _entries(bot, f"--cursor={after}", lines + 1)
    if not found or found[0]["__CURSOR"] != after:
        raise BrokerError("invalid", "the place in the journal to read on from is not known")
    return [_line(entry) for entry in found[1:]]


def _entries(bot: str, what: str, most: int) -> list[dict[str, Any]]:
    """The first `most`, however many follow: the rest is not read."""
    argv = ["journalctl", "--output=json", "--all", "--no-pager", "--quiet"]
    argv += ["--output-fields=MESSAGE,PRIORITY", what]
    for unit in (ids.unit(bot), ids.pair_unit(bot)):
        argv += [f"_SYSTEMD_UNIT={unit}", "+", f"UNIT={unit}", "_PID=1", "+"]
    argv.pop()  # the last "or"
    try:
        child = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise BrokerError("failed", f"the journal could not be read: {error}") from error
    late = Timer(PATIENCE, child.kill)
    late.start()
    with child:
        assert child.stdout
        found = list(islice(child.stdout, most))
        in_time = late.is_alive()
        late.cancel()
        child.kill()
    if not in_time:
        raise BrokerError("failed", "the journal could not be read in time")
    return [json.loads(line) for line in found]


def _line(entry: dict[str, Any]) -> LogLine:
    message = entry.get("MESSAGE") or ""
    if isinstance(message, list):  # bytes that are not UTF-8
        message = bytes(message).decode("utf-8", "replace")
    return LogLine(
        cursor=entry["__CURSOR"],
        at=int(entry["__REALTIME_TIMESTAMP"]) / 1e6,
        priority=int(entry.get("PRIORITY", 6)),
        text=message[:MAX_TEXT],
    )
