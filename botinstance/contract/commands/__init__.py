"""The commands of a bot: menu, dispatcher, tests and dashboard read this. A file is a section."""

from __future__ import annotations

from botinstance.contract.command import Command
from botinstance.contract.commands import fun, general, group, media, text, utility

SECTIONS = (general, utility, text, fun, group, media)  # in the order of the menu

COMMANDS: tuple[Command, ...] = tuple(c for section in SECTIONS for c in section.COMMANDS)
