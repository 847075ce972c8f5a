"""A bot's configuration, from its session and the platform's settings."""

from __future__ import annotations

from sqlalchemy import update

from app.db import changed, transaction
from app.models import BotSession
from app.runtime import settings
from app.services import audit, wake
from app.services.tokens import events_token
from botinstance.contract import feature
from botinstance.contract.config import BotConfig

UNNAMED = "Unfiltered bot"  # until its owner has named it


def of_session(session: BotSession) -> BotConfig:
    return BotConfig(
        id=session.id,
        version=session.config_version,
        name=session.bot_name or UNNAMED,
        features={**feature.defaults(), **session.features},
        events_token=events_token(settings().secret_key, session.id),
        services=dict(settings().bot_services),
        settings=dict(session.settings_wanted),
    )


def renew(actor: str) -> int:
    """Give each bot a newer config, which the worker hands on: for settings of the platform that
    have changed. How many bots there are."""
    with transaction():
        count = changed(update(BotSession).values(config_version=BotSession.config_version + 1))
        audit.record(actor, "config.renew", count=count)
    wake.worker()
    return count
