"""What was measured, as a table in Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

GOAL = 300.0  # milliseconds in which 95 of 100 pages must have come


@dataclass
class Tally:
    """Times are milliseconds."""

    pages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    news: list[float] = field(default_factory=list)  # from a switch to its part on the page
    opened: int = 0  # streams
    lost: int = 0
    parts: int = 0
    wrong: Counter[str] = field(default_factory=Counter)  # answers that should not be

    def complaints(self) -> list[str]:
        """Why this is not good enough."""
        slow = [f"{name}: p95 {at(times, 0.95):.0f} ms" for name, times in self.pages.items()
                if at(times, 0.95) >= GOAL]  # fmt: skip
        wrong = [f"{count} × {what}" for what, count in self.wrong.items()]
        return slow + wrong + ([f"{self.lost} streams lost"] if self.lost else [])

    def table(self) -> str:
        rows = [_row(name, times) for name, times in sorted(self.pages.items())]
        whole = _row("all pages", [time for times in self.pages.values() for time in times])
        head = _line("page", "loads", "p50 ms", "p95 ms", "max ms") + "|---|--:|--:|--:|--:|\n"
        return (
            f"{head}{''.join(rows)}{whole}{_row('switch → event', self.news)}"
            f"\n{self.opened} streams opened, {self.lost} lost, {self.parts} parts sent\n"
        )


def at(times: list[float], share: float) -> float:
    """The time within which `share` of them lie; 0 if there are none."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else 0.0


def _row(name: str, times: list[float]) -> str:
    found = [f"{value:.0f}" for value in (at(times, 0.5), at(times, 0.95), max(times, default=0))]
    return _line(name, str(len(times)), *found)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"
