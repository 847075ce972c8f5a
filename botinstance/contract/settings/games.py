"""Which game a chat plays."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

SETTINGS = (Setting("game", Reach.CHAT, "", "The game that is going on.", hidden=True),)
