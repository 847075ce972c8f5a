"""What a group says to who comes and goes."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

_TAGS = "&user is who it is about, &group the group's name, &count its number of members."

SETTINGS = (
    Setting("welcome", Reach.CHAT, False, "Whether who joins the group is greeted."),
    Setting(
        "welcome_text",
        Reach.CHAT,
        "",
        f"The greeting of this group; empty: the bot's. {_TAGS}",
        most=1000,
    ),
    Setting(
        "default_welcome_text",
        Reach.BOT,
        "Welcome to &group, &user!",
        f"The greeting in groups that have none of their own. {_TAGS}",
        least=1,
        most=1000,
    ),
    Setting("goodbye", Reach.CHAT, False, "Whether the group is told who has left it."),
    Setting(
        "goodbye_text",
        Reach.CHAT,
        "",
        f"The farewell of this group; empty: the bot's. {_TAGS}",
        most=1000,
    ),
    Setting(
        "default_goodbye_text",
        Reach.BOT,
        "Goodbye, &user!",
        f"The farewell in groups that have none of their own. {_TAGS}",
        least=1,
        most=1000,
    ),
    Setting("events", Reach.CHAT, False, "Whether changes of a group and its admins are told."),
)
