"""The journal of one bot, by a journalctl child: no C code, and rotation is its business."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from botinstance.contract import ids
from units.protocol import BrokerError, LogLine

MAX_LINES = 1000
MAX_TEXT = 2000  # characters of one line


def read(bot: str, lines: int, after: str | None) -> list[LogLine]:
    """The last `lines` of what both units of the bot wrote and what systemd says of them.

    With `after`, a cursor, the first ones behind it. Raises BrokerError.
    """
    argv = ["journalctl", "--output=json", "--all", "--no-pager", "--quiet"]
    argv += ["--output-fields=MESSAGE,PRIORITY"]
    argv += [f"--lines={lines}" if after is None else f"--after-cursor={after}"]
    for unit in (ids.unit(bot), ids.pair_unit(bot)):
        argv += [f"_SYSTEMD_UNIT={unit}", "+", f"UNIT={unit}", "_PID=1", "+"]
    argv.pop()  # the last "or"
    try:
        done = subprocess.run(argv, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrokerError("failed", f"the journal could not be read: {error}") from error
    if done.returncode != 0 and after is not None:
        raise BrokerError("invalid", "the place in the journal to read on from is not known")
    return [_line(json.loads(line)) for line in done.stdout.splitlines()[:lines]]


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
