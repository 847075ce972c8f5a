"""What may go wrong on the web, in sentences for the person who asked."""

from __future__ import annotations

from botinstance.usererror import UserError


class WebError(UserError):
    """`status` is the HTTP status where there was an answer, else None."""

    status: int | None = None


class NotFound(WebError):
    """404 or 410: the service works, but what was asked for is not there."""


def refused(host: str, status: int) -> WebError:
    """For an answer that is no success."""
    if status in (404, 410):
        error: WebError = NotFound(f"{host} has nothing under that name.")
    elif status == 429:
        error = WebError(f"{host} wants fewer requests. Please try again in some minutes.")
    elif status in (401, 403):
        error = WebError(f"{host} does not let me in (HTTP {status}).")
    elif status >= 500:
        error = WebError(f"{host} has a problem (HTTP {status}). Please try again later.")
    else:
        error = WebError(f"{host} refused the request (HTTP {status}).")
    error.status = status
    return error


def slow(host: str) -> WebError:
    return WebError(f"{host} is too slow, so I stopped. Please try again later.")


def unreachable(host: str) -> WebError:
    return WebError(f"I cannot reach {host} now. Please check the address, or try again later.")


def untrusted(host: str) -> WebError:
    return WebError(f"{host} cannot prove who it is: its certificate is not valid.")


def large(host: str, most: int) -> WebError:
    size = f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} kB"
    return WebError(f"What {host} sends is too large for me: at most {size}.")


def unreadable(host: str) -> WebError:
    return WebError(f"I do not understand what {host} answered. Please try again later.")
