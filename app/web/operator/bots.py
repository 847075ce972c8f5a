"""Everybody's bots, and what an operator may do with them."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template
from werkzeug import Response
from werkzeug.exceptions import NotFound

from app.errors import Refusal
from app.languages import N_, _
from app.models import BotSession
from app.services import (
    access,
    audit_log,
    deployment_list,
    deployments,
    fleet,
    sessions,
    vouchers,
)
from app.services.fleet import GROUPS
from app.web.forms import field
from app.web.operator import blueprint
from app.web.operator.asked import done, one_of, page_number, word
from app.web.viewer import viewer
from botinstance.contract.state import DeploymentStatus, SessionStatus

_CHANGES: dict[str, tuple[Callable[[str, str], object], str]] = {
    "start": (deployments.start, N_("The bot is being started.")),
    "stop": (deployments.stop, N_("The bot is being paused.")),
    "restart": (deployments.restart, N_("The bot is being restarted.")),
    "suspend": (deployments.suspend, N_("The bot is suspended.")),
    "unsuspend": (deployments.unsuspend, N_("The bot is paused; its owner may start it again.")),
}


@blueprint.get("/bots", endpoint="bots")
def listed() -> str:
    group, words = one_of("state", GROUPS), word("q")
    page, seen = fleet.page(group, words, page_number())
    asked = {name: value for name, value in {"state": group, "q": words}.items() if value}
    return render_template(
        "operator/bots.html", page=page, seen=seen, groups=GROUPS, asked=asked, group=group
    )


@blueprint.get("/bots/<handle>")
def bot(handle: str) -> str:
    session = access.find(viewer(), handle)
    (seen,) = fleet.seen([session])
    return render_template(
        "operator/bot.html",
        session=session,
        seen=seen,
        owner=fleet.owner_of(session),
        voucher=vouchers.find(session.voucher_code),
        offered=offered(session),
        deployments=deployment_list.of_bot(session),
        entries=audit_log.of_bot(session),
    )


@blueprint.post("/bots/<handle>/<change>")
def change_bot(handle: str, change: str) -> Response:
    if change not in _CHANGES:
        raise NotFound
    act, sentence = _CHANGES[change]

    def work() -> str:
        act(access.find(viewer(), handle).id, viewer().actor)
        return _(sentence)

    return done(work, "operator.bot", handle=handle)


@blueprint.post("/bots/<handle>/remove")
def remove_bot(handle: str) -> Response:
    session = access.find(viewer(), handle)
    if not field("sure"):
        return done(_unsure, "operator.bot", handle=handle)

    def work() -> str:
        sessions.remove(session.id, viewer().actor)
        return _("The bot is being deleted.")

    return done(work, "operator.bots")


@blueprint.post("/bots/<handle>/release")
def release_bot(handle: str) -> Response:
    code = access.find(viewer(), handle).voucher_code

    def work() -> str:
        vouchers.release(code, viewer().actor)
        return _("The voucher can be used again; what it had begun is closed.")

    return done(work, "operator.bots")


def offered(session: BotSession) -> set[str]:
    """Which changes make sense as the bot is now."""
    if session.deployment_status == DeploymentStatus.SUSPENDED:
        return {"unsuspend"}
    if session.status in (SessionStatus.PAIRING, SessionStatus.PAIRED):
        return {"suspend"} if session.paired_at else {"suspend", "release"}
    if session.wish == "stop":
        return {"start", "suspend"}
    if session.deployment_status == DeploymentStatus.FAILED:
        return {"start", "stop", "suspend"}
    return {"restart", "stop", "suspend"}


def _unsure() -> str:
    raise Refusal("not_sure", 422, "Nothing was deleted: tick the box if you are sure.")
