"""Reading a session. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, request

from app import incoming
from app.api import blueprint
from app.api.answers import ok
from app.clock import from_unix, iso
from app.runtime import runtime
from app.services import deployments, features, view
from botinstance.contract import feature
from botinstance.contract.command import Command
from botinstance.contract.commands import COMMANDS
from botinstance.contract.problem import Invalid
from units.protocol import LogLine

MOST_LINES = 1000


@blueprint.get("/api/deployment/session/<session_id>")
def get_session(session_id: str) -> Response:
    return ok(session=view.describe(incoming.session(session_id)))


@blueprint.get("/api/deployment/session/<session_id>/features")
def get_features(session_id: str) -> Response:
    rows = features.of_session(incoming.session(session_id))
    listed = [{"feature_name": r.feature_name, "is_enabled": r.is_enabled} for r in rows]
    return ok(sessionId=session_id, features=listed)


@blueprint.get("/api/deployment/session/<session_id>/deployment")
def get_deployment(session_id: str) -> Response:
    session = incoming.session(session_id)
    latest = deployments.latest_of(session.id)
    return ok(sessionId=session_id, deployment=view.deployment(latest))


@blueprint.get("/api/deployment/session/<session_id>/logs")
def get_logs(session_id: str) -> Response:
    lines = _whole(request.args.get("lines", "200"))
    session = incoming.session(session_id)
    found = runtime().glance.logs(session.id, lines)
    return ok(sessionId=session_id, lines=[_line(line) for line in found])


@blueprint.get("/api/features")
def list_features() -> Response:
    return ok(features=[f._asdict() for f in feature.FEATURES])


@blueprint.get("/api/commands")
def list_commands() -> Response:
    """The tables of the bots' commands; none of their code is in this process."""
    return ok(commands=[_command(command) for command in COMMANDS])


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST_LINES:
        return int(text)
    raise Invalid(f"'lines' must be a whole number from 1 to {MOST_LINES}")


def _command(command: Command) -> dict[str, object]:
    fields = asdict(command)
    del fields["handler"]
    return fields | {"permission": command.permission.name.lower()}


def _line(line: LogLine) -> dict[str, object]:
    return {
        "at": iso(from_unix(line.at)),
        "priority": line.priority,
        "text": line.text,
        "cursor": line.cursor,
    }
