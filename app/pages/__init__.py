"""The pages: a voucher is entered, a phone linked, a bot deployed and looked after.

They work without JavaScript; the little there is only spares people the reloading.
"""

from flask import Blueprint

blueprint = Blueprint("pages", __name__)

from app.pages import bot, entry, linking, live  # noqa: E402

__all__ = ["blueprint", "bot", "entry", "linking", "live"]
