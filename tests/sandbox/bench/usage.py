"""What a process of this machine uses."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
KIB = 1024
FIELDS = {"Rss": "rss", "Pss": "pss", "Private_Clean": "private", "Private_Dirty": "private"}


@dataclass
class Memory:
    """Bytes. Private is what nobody shares; Pss adds its part of what others share."""

    rss: int = 0
    pss: int = 0
    private: int = 0


def memory(pid: int) -> Memory:
    found = Memory()
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split()[:2]
        if field := FIELDS.get(name.rstrip(":")):
            setattr(found, field, getattr(found, field) + int(value) * KIB)
    return found


def cpu(pid: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
