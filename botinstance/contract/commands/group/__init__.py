"""Life in a group."""

from __future__ import annotations

from botinstance.contract.commands.group import (
    members,
    settings,
    talk,
    times,
    warnings,
    welcome,
    writers,
)

_FAMILIES = (talk, members, warnings, settings, times, welcome, writers)

COMMANDS = tuple(command for family in _FAMILIES for command in family.COMMANDS)
