"""Forms: what was sent, and how it is told what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from werkzeug import Response

from app.errors import refusal_of
from app.models import BotSession
from app.services import access
from app.web import blueprint
from app.web.viewer import viewer
from botinstance.contract.problem import Problem

Deed = Callable[[BotSession], str]


def field(name: str) -> str:
    """A field of the form; empty if it is missing."""
    return request.form.get(name, "")


def to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(endpoint, **values), code=303)


def wants_json() -> bool:
    """A script of ours sent the form, and shows the answer itself."""
    return request.accept_mimetypes.best == "application/json"


def answer(kind: str, message: str, endpoint: str, status: int = 200, **values: Any) -> Response:
    """Shows `message`, which is "done" or "refused", on the page `endpoint`.

    A script gets `{kind, message, to}`: `to` is null where it is on that page already and shows
    the message itself; else it goes there."""
    page = url_for(endpoint, **values)
    here = wants_json() and request.headers.get("X-Page") == page
    if not here:
        flash(message, kind)
    if not wants_json():
        return redirect(page, code=303)
    made = jsonify(kind=kind, message=message, to=None if here else page)
    made.status_code = status
    return made


def deed(rule: str, back: str = "web.bot") -> Callable[[Deed], Deed]:
    """A form of one bot, posted to /bots/<handle>/`rule`: its handler gets the bot, which is the
    viewer's, and returns a sentence for the page `back`."""

    def decorate(act: Deed) -> Deed:
        @wraps(act)
        def handler(handle: str) -> Response:
            session = access.find(viewer(), handle)
            try:
                return answer("done", act(session), back, handle=handle)
            except Problem as error:
                refusal = refusal_of(error)
                return answer("refused", refusal.said(), back, refusal.status, handle=handle)

        blueprint.add_url_rule(f"/bots/<handle>/{rule}", view_func=handler, methods=["POST"])
        return act

    return decorate
