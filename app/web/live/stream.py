"""The stream of a bot's pages, and the same by plain requests."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Response, jsonify, request

from app.models import BotSession
from app.services import access, logs, marks
from app.web import blueprint
from app.web.live import parts as known
from app.web.live.feed import Feed, Reader, response
from app.web.live.have import Have
from app.web.viewer import viewer
from units.protocol import BrokerError


@blueprint.get("/bots/<handle>/parts")
def parts(handle: str) -> Response:
    """`?names=` the parts, with spaces between; with `logs=`, a cursor, the lines behind it."""
    session = access.find(viewer(), handle)
    names = known.known(request.args.get("names", ""))
    told: dict[str, Any] = {"parts": known.draw(names, session)}
    if "logs" in request.args:
        told["log"] = _lines(session)
    return jsonify(told)


@blueprint.get("/bots/<handle>/stream")
def stream(handle: str) -> Response:
    """`?parts=` and `logs=` as above; `since=` or Last-Event-ID what the page has already."""
    session = access.find(viewer(), handle)
    names = known.known(request.args.get("parts", ""))
    feed = Feed(
        topic=session.id,
        mark=marks.of_session(session),
        subject=lambda: access.find(viewer(), handle),
        draw=partial(known.draw, names),
        lines=_reader(session.id) if "logs" in request.args else None,
    )
    return response(feed, _had(names))


def _had(names: list[str]) -> Have:
    had = Have.of(request.headers.get("Last-Event-ID") or request.args.get("since", ""), names)
    had.cursor = had.cursor or request.args.get("logs") or None
    return had


def _reader(session_id: str) -> Reader:
    def read(cursor: str | None, goes_on: bool) -> logs.Lines:
        return (logs.after if goes_on else logs.resumed)(session_id, cursor)

    return read


def _lines(session: BotSession) -> dict[str, Any]:
    cursor = request.args.get("logs") or None
    try:
        return logs.resumed(session.id, cursor)._asdict()
    except BrokerError:
        return {"lines": [], "cursor": cursor}
