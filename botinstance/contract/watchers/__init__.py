"""All watchers, in the order in which they are asked: guards first, entertainers last."""

from __future__ import annotations

from botinstance.contract.watchers import (
    ai,
    games,
    group,
    media,
    owner,
    protection,
    utility,
    welcome,
)

SECTIONS = (group, protection, owner, welcome, utility, games, media, ai)
WATCHERS = tuple(watcher for section in SECTIONS for watcher in section.WATCHERS)
