"""What the operator's pages are asked by their addresses and forms."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from flask import request
from werkzeug import Response

from app.errors import refusal_of
from app.runtime import settings
from app.web.forms import answer
from botinstance.contract.problem import Invalid, Problem

MOST = 100  # characters of what is looked for


def word(name: str) -> str:
    """A parameter of the address; empty if it is missing."""
    return request.args.get(name, "").strip()[:MOST]


def one_of(name: str, known: Collection[str]) -> str:
    """A parameter that is one of `known`; else empty."""
    value = word(name)
    return value if value in known else ""


def page_number() -> int:
    """From 1."""
    text = request.args.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def address() -> str:
    """The dashboard's, without a slash at its end: as it is set, else as the operator came."""
    return (settings().public_url or request.host_url).rstrip("/")


def whole(text: str, message: str) -> int:
    """Raises Invalid with `message`."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Invalid(message)
    return int(text)


def done(work: Callable[[], str], back: str, **values: Any) -> Response:
    """Does what a form asks for, and shows what came of it on the page `back`."""
    try:
        return answer("done", work(), back, **values)
    except Problem as error:
        refusal = refusal_of(error)
        return answer("refused", refusal.said(), back, refusal.status, **values)
