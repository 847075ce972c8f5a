"""All settings of a bot and its chats, by name."""

from __future__ import annotations

from botinstance.contract.settings import (
    ai,
    games,
    group,
    media,
    owner,
    protection,
    search,
    utility,
    welcome,
)

SECTIONS = (owner, group, protection, welcome, media, ai, search, games, utility)
SETTINGS = {setting.name: setting for section in SECTIONS for setting in section.SETTINGS}
