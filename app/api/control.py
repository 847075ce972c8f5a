"""Stop, start, restart, retry, relink and delete: wishes, carried out by the worker."""

from __future__ import annotations

from flask import Response

from app.api import blueprint
from app.api.answers import ok
from app.incoming import actor, body, session_id
from app.services import deployments, sessions


@blueprint.post("/api/deployment/stop")
def stop() -> Response:
    session = session_id(body())
    deployments.stop(session, actor())
    return ok(sessionId=session, status="stopped", message="The bot is being stopped.")


@blueprint.post("/api/deployment/start")
def start() -> Response:
    session = session_id(body())
    deployment = deployments.start(session, actor())
    return ok(
        sessionId=session,
        deploymentId=deployment,
        status=sessions.find(session).deployment_status,
        message="The bot is being started.",
    )


@blueprint.post("/api/deployment/restart")
def restart() -> Response:
    session = session_id(body())
    deployment = deployments.restart(session, actor())
    return ok(
        sessionId=session,
        deploymentId=deployment,
        status="in_progress",
        message="The bot is being restarted.",
    )


@blueprint.post("/api/deployment/retry")
def retry() -> Response:
    session = session_id(body())
    deployment = deployments.retry(session, actor())
    return ok(
        sessionId=session,
        deploymentId=deployment,
        status="in_progress",
        message="The deployment goes on at the step that failed.",
    )


@blueprint.post("/api/deployment/relink")
def relink() -> Response:
    session = session_id(body())
    deployments.relink(session, actor())
    return ok(
        sessionId=session,
        status="pairing",
        message="The link is being given up. Ask for a code, and link a phone.",
    )


@blueprint.post("/api/deployment/delete")
def delete() -> Response:
    session = session_id(body())
    sessions.remove(session, actor())
    return ok(
        sessionId=session,
        status="deleted",
        message="The bot, its link to WhatsApp and its data are being deleted.",
    )
