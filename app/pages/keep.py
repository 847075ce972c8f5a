"""Whose bot this browser looks after: kept in a signed cookie, never in a page's URL."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import flash, redirect, request, session, url_for
from werkzeug import Response

from app.errors import Refusal, refusal_of
from app.models import BotSession
from app.services import sessions
from botinstance.contract.problem import Problem

_KEY = "bot"


def remember(session_id: str) -> None:
    session.permanent = True
    session[_KEY] = session_id


def forget() -> None:
    session.pop(_KEY, None)


def session_id() -> str:
    """Raises Refusal (404) for a browser that keeps none."""
    kept = session.get(_KEY)
    if not isinstance(kept, str):
        raise Refusal("no_session", 404, "This browser keeps no bot. Enter a voucher first.")
    return kept


def current() -> BotSession:
    return sessions.find(session_id())


def field(name: str) -> str:
    """A field of the form; empty if it is missing."""
    return request.form.get(name, "")


def to(page: str) -> Response:
    return redirect(url_for(f"pages.{page}"), code=303)


def told(back: str) -> Callable[[Callable[[], str]], Callable[[], Response]]:
    """For the handler of a form: does it, says what came of it, and shows the page `back`."""

    def decorate(act: Callable[[], str]) -> Callable[[], Response]:
        @wraps(act)
        def handler() -> Response:
            try:
                flash(act(), "done")
            except Problem as error:
                if error.code in ("session_not_found", "no_session"):
                    forget()
                    return to("entry")
                flash(refusal_of(error).message, "refused")
            return to(back)

        return handler

    return decorate
