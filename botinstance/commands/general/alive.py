"""alive: uptime, version, and how many commands are on."""

from __future__ import annotations

from botinstance import VERSION
from botinstance.context import Context
from botinstance.contract.commands import COMMANDS
from botinstance.language import N_, _
from botinstance.state.switches import off

_UNITS = (
    (N_("d"), 86400),  # i18n: days, as in 3 d 4 h
    (N_("h"), 3600),  # i18n: hours
    (N_("min"), 60),  # i18n: minutes
    (N_("s"), 1),  # i18n: seconds
)


def run(context: Context) -> str:
    settings = context.state.settings
    on = [
        c for c in COMMANDS if not off(context.config, settings, context.chat, c.feature, c.name)
    ]
    vitals = context.vitals
    return _(
        "I am up for {time}.\n"
        "Version {version}, {count} commands\n"
        "{received} messages received, {sent} sent"
    ).format(
        time=_span(vitals.uptime),
        version=VERSION,
        count=len(on),
        received=vitals.received,
        sent=vitals.sent,
    )


def _span(seconds: float) -> str:
    """The two largest units: 3 d 4 h, 5 min 6 s."""
    parts: list[str] = []
    rest = int(seconds)
    for unit, size in _UNITS:
        amount, rest = divmod(rest, size)
        if amount or (size == 1 and not parts):
            parts.append(f"{amount} {_(unit)}")
    return " ".join(parts[:2])
