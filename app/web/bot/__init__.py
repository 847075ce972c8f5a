"""The pages of one bot, under /bots/<handle>: whoever may not see it gets a 404."""

from app.web.bot import (
    activity,
    controls,
    deploying,
    features,
    health,
    lately,
    linking,
    logs,
    measures,
    page,
    settings,
    times,
)

__all__ = [
    "activity",
    "controls",
    "deploying",
    "features",
    "health",
    "lately",
    "linking",
    "logs",
    "measures",
    "page",
    "settings",
    "times",
]
