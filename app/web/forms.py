"""Forms: what was sent, and how it is told what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import flash, jsonify, redirect, request, url_for
from werkzeug import Response

from app.errors import Refusal, refusal_of, wants_json
from app.models import BotSession
from app.services import access
from app.web import blueprint
from app.web.viewer import viewer
from botinstance.contract.problem import Problem


class Elsewhere(NamedTuple):
    """What a deed returns after which its own page is no more, or is another one; `handle` is of
    the bot whose page comes then, if it is one's."""

    message: str
    endpoint: str
    handle: str | None = None


Deed = Callable[[BotSession], str | Elsewhere]
Again = Callable[[BotSession, Refusal], str]


def field(name: str) -> str:
    """A field of the form; empty if it is missing."""
    return request.form.get(name, "")


def to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(endpoint, **values), code=303)


def answer(
    kind: str,
    message: str,
    endpoint: str,
    status: int = 200,
    wrong: str = "",
    *,
    anew: bool = False,
    **values: Any,
) -> Response:
    """Shows `message`, which is "done" or "refused", on the page `endpoint`.

    An empty message says nothing: the page itself shows what came of it. A script gets
    `{kind, message, to, field}`: `to` is null where it is on that page already and shows the
    message itself; else it goes there, with `anew` in any case. `field` is `wrong`, the one that
    was refused."""
    page = url_for(endpoint, **values)
    here = not anew and wants_json() and request.headers.get("X-Page") == page
    if message and not here:
        flash(message, kind)
    if not wants_json():
        return redirect(page, code=303)
    made = jsonify(kind=kind, message=message, to=None if here else page, field=wrong)
    made.status_code = status
    return made


def deed(
    rule: str,
    back: str = "web.bot",
    again: Again | None = None,
    fields: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[Deed], Deed]:
    """A form of one bot, posted to /bots/<handle>/`rule`: its handler gets the bot, which is the
    viewer's, and returns a sentence for the page `back`, or for a page Elsewhere. After a refusal
    `again` draws the page with what was typed, for a browser without scripts; whoever loads that
    page once more comes to `back`. `fields` are the fields that refusals, by their codes, are
    about."""

    def decorate(act: Deed) -> Deed:
        @wraps(act)
        def handler(handle: str) -> Response | tuple[str, int]:
            session = access.find(viewer(), handle)
            if request.method != "POST":
                return to(back, handle=handle)
            try:
                done = act(session)
            except Problem as error:
                refusal = refusal_of(error)
                if again and not wants_json():
                    return again(session, refusal), refusal.status
                wrong = fields.get(refusal.code, "")
                said, status = refusal.said(), refusal.status
                return answer("refused", said, back, status, wrong, handle=handle)
            if isinstance(done, Elsewhere):
                return answer("done", done.message, done.endpoint, anew=True, handle=done.handle)
            return answer("done", done, back, handle=handle)

        methods = ["GET", "POST"] if again else ["POST"]
        blueprint.add_url_rule(f"/bots/<handle>/{rule}", view_func=handler, methods=methods)
        return act

    return decorate
