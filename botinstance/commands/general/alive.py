"""alive: uptime, version, and how many commands are on."""

from __future__ import annotations

from botinstance import VERSION
from botinstance.context import Context
from botinstance.contract.commands import COMMANDS


def run(context: Context) -> str:
    on = [c for c in COMMANDS if not c.feature or context.config.enabled(c.feature)]
    vitals = context.vitals
    return (
        f"I am up for {_span(vitals.uptime)}.\n"
        f"Version {VERSION}, {len(on)} commands\n"
        f"{vitals.received} messages received, {vitals.sent} sent"
    )


def _span(seconds: float) -> str:
    """The two largest units: 3 d 4 h, 5 min 6 s."""
    parts: list[str] = []
    rest = int(seconds)
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        amount, rest = divmod(rest, size)
        if amount or (unit == "s" and not parts):
            parts.append(f"{amount} {unit}")
    return " ".join(parts[:2])
