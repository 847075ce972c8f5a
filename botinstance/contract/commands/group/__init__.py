"""Life in a group."""

from __future__ import annotations

from botinstance.contract.commands.group import members, settings, talk

COMMANDS = (*talk.COMMANDS, *members.COMMANDS, *settings.COMMANDS)
