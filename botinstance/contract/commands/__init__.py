"""The commands of a bot: menu, dispatcher, tests and dashboard read this. A file is a section."""

from __future__ import annotations

from botinstance.contract.command import Command
from botinstance.contract.commands import (
    ai,
    custom,
    download,
    economy,
    fun,
    games,
    general,
    group,
    media,
    owner,
    protection,
    search,
    sticker,
    text,
    utility,
)

SECTIONS = (
    general, utility, text, search, ai, sticker, media, download, fun, games, economy, group,
    protection, custom, owner,
)  # fmt: skip
# in the order of the menu

COMMANDS: tuple[Command, ...] = tuple(c for section in SECTIONS for c in section.COMMANDS)
