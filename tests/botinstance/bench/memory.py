"""What one process uses, as the kernel tells it in /proc."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_MIB = 1024  # the kernel counts in KiB


class Started(NamedTuple):
    pid: int
    seconds: float  # from exec until it was ready


class Usage(NamedTuple):
    """MiB: all that is mapped in; with shared pages divided among those who share them; what is
    freed when the process ends."""

    rss: float
    pss: float
    private: float
    threads: int


def usage(pid: int) -> Usage:
    """Raises OSError when there is no such process."""
    process = Path(f"/proc/{pid}")
    memory = _numbers(process / "smaps_rollup")
    return Usage(
        rss=memory["Rss"] / _MIB,
        pss=memory["Pss"] / _MIB,
        private=(memory["Private_Clean"] + memory["Private_Dirty"]) / _MIB,
        threads=_numbers(process / "status")["Threads"],
    )


def _numbers(path: Path) -> dict[str, int]:
    found = re.findall(r"^(\w+):\s+(\d+)", path.read_text(), re.MULTILINE)
    return {name: int(value) for name, value in found}
