"""Reminders, notes, answers by themselves."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

SETTINGS = (
    Setting("away", Reach.BOT, 0, "How many people are away.", hidden=True),
    Setting("notes", Reach.CHAT, 0, "How many notes a chat keeps.", hidden=True),
    Setting("filters", Reach.CHAT, 0, "How many words are answered in a chat.", hidden=True),
)
