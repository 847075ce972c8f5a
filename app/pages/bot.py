"""The page of one bot, and the forms on it."""

from __future__ import annotations

from flask import render_template
from werkzeug import Response

from app.clock import from_unix
from app.errors import Refusal
from app.pages import blueprint, keep
from app.runtime import runtime
from app.services import deployments, features, pairing, pictures, sessions, view
from app.texts import PAIRING_STEPS, bot_name
from botinstance.contract import feature
from botinstance.contract.problem import Problem, get_str

LOG_LINES = 200


@blueprint.get("/bot")
def bot() -> str | Response:
    try:
        session = keep.current()
    except Refusal:
        keep.forget()
        return keep.to("entry")
    qr = pairing.current_qr(session, least=1)
    return render_template(
        "bot.html",
        bot=view.describe(session),
        linking=session.pair_method,
        link_error=session.pair_error,
        qr=qr,
        picture=pictures.data_uri(qr.text) if qr else None,
        code=pairing.current_code(session, least=1),
        pairing_steps=PAIRING_STEPS,
        known=feature.FEATURES,
    )


@blueprint.get("/bot/logs")
def logs() -> str:
    session = keep.current()
    try:
        lines, problem = runtime().glance.logs(session.id, LOG_LINES), None
    except Problem as error:
        lines, problem = [], error.message
    shown = [(from_unix(line.at), line.text) for line in lines]
    return render_template("logs.html", lines=shown, problem=problem)


@blueprint.post("/bot/deploy")
@keep.told("bot")
def deploy() -> str:
    name = bot_name(get_str({"botName": keep.field("name")}, "botName", most=64))
    chosen = {f.name: bool(keep.field(f"feature-{f.name}")) for f in feature.FEATURES}
    deployments.deploy(keep.session_id(), name, chosen)
    return "The bot is being deployed."


@blueprint.post("/bot/feature")
@keep.told("bot")
def toggle() -> str:
    name, on = feature.known(keep.field("name")), keep.field("on") == "yes"
    features.toggle(keep.session_id(), name, on)
    features.in_force(keep.session_id())  # so that the page tells of it when it comes back
    return f"Feature {name} {'enabled' if on else 'disabled'}."


@blueprint.post("/bot/stop")
@keep.told("bot")
def stop() -> str:
    deployments.stop(keep.session_id())
    return "The bot is being stopped."


@blueprint.post("/bot/start")
@keep.told("bot")
def start() -> str:
    deployments.start(keep.session_id())
    return "The bot is being started."


@blueprint.post("/bot/restart")
@keep.told("bot")
def restart() -> str:
    deployments.restart(keep.session_id())
    return "The bot is being restarted."


@blueprint.post("/bot/delete")
@keep.told("entry")
def delete() -> str:
    if not keep.field("sure"):
        return "Nothing was deleted: tick the box first."
    sessions.remove(keep.session_id())
    keep.forget()
    return "The bot and its data are being deleted."
