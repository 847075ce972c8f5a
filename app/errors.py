"""One error class, and the one place where errors become answers."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.languages import _
from botinstance.contract.problem import Invalid, Problem
from units.protocol import BrokerError

SENTENCES = {
    400: "The request could not be read.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    413: "The request is too large.",
    415: "The body must be JSON: send it with Content-Type: application/json.",
    500: "Something broke on our side. It has been logged; try again in a moment.",
}
BUSY = "The database is busy or cannot be reached; nothing was changed. Try again in a moment."

FORM_EXPIRED = "This form is too old, or the browser keeps no cookies. Load the page again."


class Refusal(Problem):
    """An answer that is no: a problem with an HTTP status."""

    def __init__(
        self,
        code: str,
        status: int,
        sentence: str,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(code, sentence, **values)
        self.status = status
        self.headers = dict(headers or {})

    def said(self) -> str:
        """The sentence in the language of whoever is answered."""
        return _(self.sentence, **self.values)


class _OfInput(Refusal):
    """What an Invalid tells programs, as a whole sentence."""

    def __init__(self, error: Invalid) -> None:
        super().__init__(error.code, 422, error.sentence, None, **error.values)
        self.message = _whole(error.message)

    def said(self) -> str:
        return _whole(super().said())


def _whole(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def refusal_of(error: Exception) -> Refusal:
    """Any error as a Refusal."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Invalid):
        return _OfInput(error)
    if isinstance(error, BrokerError):
        return Refusal(f"broker_{error.code}", 503, error.message, {"Retry-After": "5"})
    if isinstance(error, OperationalError | PoolTimeout):
        return Refusal("database_unavailable", 503, BUSY, {"Retry-After": "2"})
    if isinstance(error, CSRFError):
        return Refusal("form_expired", 400, FORM_EXPIRED)
    if isinstance(error, HTTPException) and error.code:
        name = HTTPStatus(error.code).phrase.lower().replace(" ", "_")
        headers = dict(error.get_headers())
        headers.pop("Content-Type", None)
        sentence = SENTENCES.get(error.code, error.description or name)
        return Refusal(name, error.code, sentence, headers)
    return Refusal("internal_server_error", 500, SENTENCES[500])


def is_api() -> bool:
    return request.path.startswith("/api/") or request.path == "/healthz"


def wants_json() -> bool:
    """A program asks, or a script of our pages, which shows the sentence itself."""
    return is_api() or request.accept_mimetypes.best == "application/json"


def _answer(error: Exception) -> Response:
    refusal = refusal_of(error)
    if wants_json():
        sentence = refusal.message if is_api() else refusal.said()
        body = {"success": False, "error": sentence, "code": refusal.code}
        answer = jsonify(body)
    else:
        answer = make_response(render_template("error.html", refusal=refusal))
    answer.status_code = refusal.status
    answer.headers.update(refusal.headers)
    return answer


def init_app(app: Flask) -> None:
    for kind in (Problem, OperationalError, PoolTimeout, HTTPException):
        app.register_error_handler(kind, _answer)
    app.register_error_handler(500, _answer)
