"""A bot's configuration, from its session."""

from __future__ import annotations

from app.models import BotSession
from app.runtime import settings
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
    )
