"""The stream of a bot's pages, and the same by plain requests."""

from __future__ import annotations

from flask import Response, jsonify, request

from app.services import access
from app.web import blueprint
from app.web.live import parts as known
from app.web.viewer import viewer


@blueprint.get("/bots/<handle>/parts")
def parts(handle: str) -> Response:
    session = access.find(viewer(), handle)
    names = known.known(request.args.get("names", ""))
    return jsonify(parts=known.draw(names, session))


@blueprint.get("/bots/<handle>/stream")
def stream(handle: str) -> Response:
    access.find(viewer(), handle)
    return Response("", mimetype="text/event-stream")
