"""The REST API. It knows no cookie: a session's id, or a bot's token, is what opens."""

from flask import Blueprint

blueprint = Blueprint("api", __name__)

from app.api import (  # noqa: E402
    bot_events,
    control,
    deployment,
    health,
    openapi,
    sessions,
    vouchers,
)

__all__ = [
    "blueprint",
    "bot_events",
    "control",
    "deployment",
    "health",
    "openapi",
    "sessions",
    "vouchers",
]
