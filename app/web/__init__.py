"""The pages: the way to a bot, the bot's own pages, accounts, and the operator's side.

They work without JavaScript; the scripts spare people the reloading. A page shows what services
say, and decides nothing.
"""

from flask import Blueprint

blueprint = Blueprint("web", __name__)

from app.web import account, bot, bots, entry, globals, language, live, operator  # noqa: E402

__all__ = [
    "account",
    "blueprint",
    "bot",
    "bots",
    "entry",
    "globals",
    "language",
    "live",
    "operator",
]
