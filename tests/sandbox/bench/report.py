"""Measurements as a table for people, and as JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence

from tests.sandbox.bench.run import Measured

MIB = 1 << 20

COLUMNS: dict[str, Callable[[Measured], str]] = {
    "devices": lambda it: str(it.wish.devices),
    "chats": lambda it: f"groups of {it.wish.group}" if it.wish.group else "pairs",
    "messages/s": lambda it: f"{it.rate:.1f}",
    "messages": lambda it: str(it.outcome.sent),
    "copies": lambda it: str(it.outcome.copies),
    "lost": lambda it: str(it.outcome.lost),
    "lost by clients": lambda it: str(it.outcome.raced),
    "twice": lambda it: str(it.outcome.duplicated),
    "out of order": lambda it: str(it.outcome.disordered),
    "not sent": lambda it: str(it.failed),
    "p50 ms": lambda it: f"{it.outcome.ms.p50:.0f}",
    "p95 ms": lambda it: f"{it.outcome.ms.p95:.0f}",
    "p99 ms": lambda it: f"{it.outcome.ms.p99:.0f}",
    "RSS MiB": lambda it: f"{it.memory.rss / MIB:.0f}",
    "PSS MiB": lambda it: f"{it.memory.pss / MIB:.0f}",
    "private MiB": lambda it: f"{it.memory.private / MIB:.0f}",
    "CPU s": lambda it: f"{it.cpu:.1f}",
    "clients' CPU s": lambda it: f"{it.clients_cpu:.1f}",
}


def table(measured: Sequence[Measured]) -> str:
    """Markdown; one row for each measurement."""
    rows = [list(COLUMNS), [":--" if name == "chats" else "--:" for name in COLUMNS]]
    rows += [[write(one) for write in COLUMNS.values()] for one in measured]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_json(measured: Sequence[Measured]) -> str:
    """All fields of each; memory in bytes, times in seconds, round trips in ms."""
    return json.dumps([dataclasses.asdict(one) for one in measured], indent=2) + "\n"
