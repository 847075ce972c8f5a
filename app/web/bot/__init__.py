"""The pages of one bot, under /bots/<handle>: whoever may not see it gets a 404."""

from app.web.bot import activity, controls, features, linking, logs, page, settings

__all__ = ["activity", "controls", "features", "linking", "logs", "page", "settings"]
