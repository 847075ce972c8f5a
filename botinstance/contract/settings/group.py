"""Warnings, schedules and the like of a group."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

SETTINGS = (
    Setting("warn_limit", Reach.CHAT, 3, "How many warnings are too many.", least=1, most=20),
    Setting(
        "warn_action",
        Reach.CHAT,
        "kick",
        "What happens to who has too many warnings.",
        choices=("kick", "mute"),
    ),
    Setting("muted", Reach.CHAT, [], "Members whose messages are deleted.", hidden=True),
    Setting("automute", Reach.CHAT, "off", "When the group is closed each day.", hidden=True),
    Setting("autounmute", Reach.CHAT, "off", "When the group is opened each day.", hidden=True),
    Setting("rules", Reach.CHAT, "", "The rules of the group.", most=3000),
)
