"""The stream of the operator's pages, and the same by plain requests."""

from __future__ import annotations

from flask import Response, jsonify, request

from app.services import marks, sessions, watch
from app.web.live import operator_parts as known
from app.web.live.feed import Feed, response
from app.web.live.have import Have
from app.web.operator import blueprint
from app.web.viewer import viewer


@blueprint.get("/parts")
def parts() -> Response:
    """`?names=` the parts, with spaces between."""
    return jsonify(parts=known.draw(known.known(request.args.get("names", ""))))


@blueprint.get("/stream")
def stream() -> Response:
    """`?parts=` as above; `since=` or Last-Event-ID what the page has already."""
    names = known.known(request.args.get("parts", ""))
    had = Have.of(request.headers.get("Last-Event-ID") or request.args.get("since", ""), names)
    feed = Feed(
        topic=watch.PLATFORM,
        mark=marks.of_platform(),
        subject=_for_operators,
        draw=lambda _nothing: known.draw(names),
        every=5.0,  # no mark tells of the host's load, nor of each bot's unit
    )
    return response(feed, had)


def _for_operators() -> None:
    """Raises Refusal (404): who is no operator any more is told what others are told."""
    if not viewer().operator:
        raise sessions.not_found()
