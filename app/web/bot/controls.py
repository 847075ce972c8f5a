"""Deploy, pause, start, restart, delete."""

from __future__ import annotations

from app.languages import _
from app.models import BotSession
from app.services import deployments
from app.texts import bot_name
from app.web.forms import deed, field
from app.web.viewer import viewer
from botinstance.contract import feature
from botinstance.contract.problem import get_str


@deed("deploy")
def deploy(session: BotSession) -> str:
    name = bot_name(get_str({"botName": field("name")}, "botName", most=64))
    chosen = {f.name: bool(field(f"feature-{f.name}")) for f in feature.FEATURES}
    deployments.deploy(session.id, name, chosen, viewer().actor)
    return _("The bot is being deployed.")


@deed("stop")
def stop(session: BotSession) -> str:
    deployments.stop(session.id, viewer().actor)
    return _("The bot is being paused.")


@deed("start")
def start(session: BotSession) -> str:
    deployments.start(session.id, viewer().actor)
    return _("The bot is being started.")


@deed("restart")
def restart(session: BotSession) -> str:
    deployments.restart(session.id, viewer().actor)
    return _("The bot is being restarted.")
