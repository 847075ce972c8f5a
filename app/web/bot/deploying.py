"""Name, features, and the deployment itself."""

from __future__ import annotations

from flask import request
from werkzeug import Response

from app.errors import Refusal
from app.models import BotSession
from app.services import access, deployments
from app.texts import bot_name
from app.web import blueprint
from app.web.bot import way
from app.web.forms import deed, field, to
from app.web.viewer import viewer
from botinstance.contract import feature
from botinstance.contract.problem import Invalid, get_str

WRONG = "bad_name"


def _again(session: BotSession, refusal: Refusal) -> str:
    return way.page(session, refusal, name=field("name"), chosen=_chosen())


@deed("deploy", again=_again, fields={WRONG: "name"})
def deploy(session: BotSession) -> str:
    deployments.deploy(session.id, _name(), _chosen(), viewer().actor)
    return ""


@deed("retry")
def retry(session: BotSession) -> str:
    deployments.retry(session.id, viewer().actor)
    return ""


@blueprint.route("/bots/<handle>/choose", methods=["GET", "POST"])
def choose(handle: str) -> str | Response:
    """All features, none, or the usual ones, in the form; nothing is kept yet."""
    session = access.find(viewer(), handle)
    if request.method != "POST":
        return to("web.bot", handle=handle)
    every = {"all": True, "none": False}.get(field("choose"))
    usual = feature.defaults()
    chosen = usual if every is None else dict.fromkeys(usual, every)
    return way.page(session, name=field("name"), chosen=chosen)


def _name() -> str:
    """Raises Refusal (422)."""
    try:
        return bot_name(get_str({"botName": field("name")}, "botName", most=way.NAME_MOST))
    except Invalid:
        raise Refusal(
            WRONG, 422, "Give the bot a name of 1 to {most} characters.", most=way.NAME_MOST
        ) from None


def _chosen() -> dict[str, bool]:
    return {name: bool(field(f"feature-{name}")) for name in feature.NAMES}
