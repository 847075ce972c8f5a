"""Tables in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from tests.botinstance.bench.memory import Usage

_COLUMNS = ("bots", "what", "PSS MiB", "private MiB", "RSS MiB", "threads", "ready s")
_SUMMARIES: dict[str, Callable[[Sequence[float]], float]] = {
    "median": statistics.median,
    "maximum": max,
    "sum": sum,
}


def head() -> str:
    return f"{_line(_COLUMNS)}{_line(['--:', '---', *['--:'] * 5])}"


def lines(bots: int, measured: Sequence[tuple[Usage, float]], each: bool) -> str:
    """A line for each bot, if wished, and for what they come to; `float` is seconds to READY."""
    rows = [(str(number), *_values(*one)) for number, one in enumerate(measured, 1)]
    text = "".join(_line([str(bots), *row]) for row in rows if each)
    for name, summary in _SUMMARIES.items():
        usages = [[getattr(u, field) for u, _ in measured] for field in Usage._fields]
        whole = Usage(*(summary(values) for values in usages))  # type: ignore[arg-type]
        seconds = summary([s for _, s in measured])
        text += _line([str(bots), name, *_values(whole, seconds)])
    return text


def _values(usage: Usage, seconds: float) -> list[str]:
    memory = [f"{value:.1f}" for value in (usage.pss, usage.private, usage.rss)]
    return [*memory, f"{usage.threads:g}", f"{seconds:.2f}"]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
