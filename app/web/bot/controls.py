"""Pause, start, restart, link another phone, delete: and which of them makes sense now."""

from __future__ import annotations

from typing import Any

from app.errors import Refusal
from app.languages import _
from app.models import BotSession
from app.services import deployments, sessions
from app.web import blueprint
from app.web.forms import Elsewhere, deed, field
from app.web.live import parts
from app.web.viewer import let_go, viewer
from botinstance.contract.state import DeploymentStatus, SessionStatus

# What may be done with a bot, by the state of its deployment; deleting it always may.
_OFFERED: dict[str, tuple[str, ...]] = {
    DeploymentStatus.IN_PROGRESS: ("stop", "relink"),
    DeploymentStatus.ACTIVE: ("stop", "restart", "relink"),
    DeploymentStatus.STOPPED: ("start", "relink"),
    DeploymentStatus.FAILED: ("retry", "stop", "relink"),
    DeploymentStatus.PENDING: ("relink",),
}


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


@deed("relink")
def relink(session: BotSession) -> Elsewhere:
    deployments.relink(session.id, viewer().actor)
    said = _("The old link ends. Link a phone now: by a picture or by a code.")
    return Elsewhere(said, "web.bot", session.handle)


@deed("delete")
def delete(session: BotSession) -> Elsewhere:
    if not field("sure"):
        raise Refusal("not_sure", 422, "Nothing was deleted: tick the box first, if you are sure.")
    sessions.remove(session.id, viewer().actor)
    let_go(session.id)
    return Elsewhere(_("The bot is being deleted, with everything that was its."), "web.entry")


@blueprint.app_template_global()
def offered(bot: dict[str, Any]) -> tuple[str, ...]:
    """The verbs that make sense for `bot` (services/view.py) as it is."""
    if bot["status"] == SessionStatus.PAIRING:
        return ()
    return _OFFERED.get(bot["deployment_status"], ())


@blueprint.app_template_global()
def key_of(bot: dict[str, Any], claimed: bool) -> str | None:
    """The key, for whoever holds it already; none of a bot that an account keeps."""
    return bot["id"] if not claimed and bot["id"] in viewer().held else None


parts.add("controls")
