"""info: what this bot is."""

from __future__ import annotations

from botinstance import VERSION
from botinstance.context import Context
from botinstance.contract.feature import FEATURES


def run(context: Context) -> str:
    config = context.config
    on = [f.title for f in FEATURES if config.enabled(f.name)]
    return "\n".join(
        [
            f"*{config.name}*",
            f"Owner: +{context.owner_phone}",
            f"Prefix: {config.prefix}",
            f"Features on: {', '.join(on) or 'none'}",
            f"Version: {VERSION}",
        ]
    )
