"""What is switched on where. The rule: off anywhere is off.

Four places may switch a command off, none can switch on what another has switched off: the
dashboard its feature, the owner its feature or itself for the whole bot, a chat's admins its
feature or itself for their chat. The feature `general` is always on.
"""

from __future__ import annotations

from enum import Enum

from botinstance.contract.config import BotConfig
from botinstance.contract.feature import GENERAL
from botinstance.state.settings import Settings

EVERYWHERE, HERE = "disabled", "disabled_here"  # settings: names of features and commands


class Off(Enum):
    """Who has switched it off."""

    DASHBOARD = "dashboard"
    OWNER = "owner"
    CHAT = "chat"


def off(
    config: BotConfig, settings: Settings, chat: str, feature: str, command: str = ""
) -> Off | None:
    """Who has switched the feature, or the command of it, off in this chat; None: it is on."""
    if feature == GENERAL:
        return None
    if not config.enabled(feature):
        return Off.DASHBOARD
    names = {feature, command}
    if names.intersection(settings.items(EVERYWHERE)):
        return Off.OWNER
    if names.intersection(settings.items(HERE, chat)):
        return Off.CHAT
    return None
