"""Every answer of the API that is not a success, in one shape."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.people.errors import PhoneError

log = logging.getLogger(__name__)

STATUS = {
    "bad_request": 400,
    "not_found": 404,
    "not_on_whatsapp": 404,
    "timeout": 408,
    "no_code_wanted": 409,
    "refused": 409,
    "qr_expired": 410,
    "qr_unknown": 404,
    "wrong_code": 422,
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def error(status: int, code: str, text: str) -> web.Response:
    return web.json_response({"success": False, "error": text, "code": code}, status=status)


@web.middleware
async def as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What is refused is refused in words; what breaks is logged and owned up to."""
    try:
        return await handler(request)
    except PhoneError as reason:
        return error(STATUS.get(reason.code, 409), reason.code, str(reason))
    except web.HTTPRequestEntityTooLarge:
        return error(413, "too_large", "This is too large. Files may have up to 100 MB.")
    except web.HTTPMethodNotAllowed as reason:
        allowed = ", ".join(sorted(reason.allowed_methods))
        return error(405, "wrong_method", f"{request.method} does not work here; {allowed} does.")
    except web.HTTPRedirection:
        raise
    except web.HTTPNotFound:
        return error(404, "not_found", f"There is nothing at {request.path}.")
    except Exception:
        log.exception("%s %s", request.method, request.path)
        return error(500, "internal", "The sandbox failed at this. Its log has the reason.")


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A browser may only speak for our own page: other pages on the machine have no business."""
    origin = request.headers.get("Origin")
    if origin and origin.partition("://")[2] != request.host:
        return error(403, "foreign_origin", "Only the sandbox's own page may ask for this.")
    return await handler(request)
