"""info: what this bot is."""

from __future__ import annotations

from botinstance import VERSION
from botinstance.context import Context
from botinstance.contract.feature import FEATURES
from botinstance.language import _


def run(context: Context) -> str:
    config = context.config
    on = [_(f.title) for f in FEATURES if config.enabled(f.name)]
    return "\n".join(
        [
            f"*{config.name}*",
            _("Owner: +{phone}").format(phone=context.owner_phone),
            _("Prefix: {prefix}").format(prefix=config.prefix),
            _("Features on: {titles}").format(titles=", ".join(on) or _("none")),
            _("Version: {version}").format(version=VERSION),
        ]
    )
