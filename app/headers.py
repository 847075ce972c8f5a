"""Headers of every answer, and the door through which bots may come in."""

from __future__ import annotations

from flask import Flask, Response, abort, request

from botinstance.contract import event

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
FOR_BOTS = (event.PATH, "/healthz")


def init_app(app: Flask) -> None:
    app.before_request(_events_socket_takes_only_events)
    app.after_request(_harden)


def _events_socket_takes_only_events() -> None:
    """A request without an address came over the events socket, which bots can reach: there it
    cannot be told apart who asks, so nothing that is limited by address may be asked."""
    before_proxy = request.environ.get("werkzeug.proxy_fix.orig", {})
    address = before_proxy.get("REMOTE_ADDR", request.environ.get("REMOTE_ADDR"))
    if not address and request.path not in FOR_BOTS:
        abort(404)


def _harden(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint == "static":
        headers["Cache-Control"] = "public, max-age=3600"
    else:
        headers["Cache-Control"] = "no-store"
    return response
