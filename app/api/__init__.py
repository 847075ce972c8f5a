"""The REST API. It knows no cookie: a session's id, or a bot's token, is what opens."""

from flask import Blueprint

blueprint = Blueprint("api", __name__)

from app.api import bot_events, control, deployment, health, sessions, vouchers  # noqa: E402

__all__ = ["blueprint", "bot_events", "control", "deployment", "health", "sessions", "vouchers"]
