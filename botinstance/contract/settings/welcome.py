"""What a group says to who comes and goes."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

_TAGS = "&user is who it is about, &group the group's name, &count its number of members."

SETTINGS = (
    Setting("welcome", Reach.CHAT, False, "Whether who joins the group is greeted."),
    Setting(
        "welcome_text",
        Reach.CHAT,
        "Welcome to &group, &user!",
        f"The greeting: {_TAGS}",
        least=1,
        most=1000,
    ),
    Setting("goodbye", Reach.CHAT, False, "Whether the group is told who has left it."),
    Setting(
        "goodbye_text",
        Reach.CHAT,
        "Goodbye, &user!",
        f"The farewell: {_TAGS}",
        least=1,
        most=1000,
    ),
    Setting("events", Reach.CHAT, False, "Whether changes of a group and its admins are told."),
)
