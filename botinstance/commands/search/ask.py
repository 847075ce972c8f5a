"""Asking the services that know things."""

from __future__ import annotations

from typing import Any

from botinstance import web
from botinstance.context import Context, UserError
from botinstance.contract.service import SERVICES

LENGTH = 100  # characters of what is looked for


def topic(context: Context, what: str, example: str) -> str:
    """What is looked for, in one line. Raises UserError."""
    found = " ".join(context.args.split())
    if not found:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Which {what}? Example: {use} {example}")
    if len(found) > LENGTH:
        raise UserError(f"That is too long to look for: at most {LENGTH} characters.")
    return found


def ask(context: Context, service: str, path: str, **params: Any) -> Any:
    """The JSON at `path` of a service of contract/service.py, where {language} is the chat's.

    Raises UserError; WebError, NotFound for what the service does.
    """
    base = context.service(service)
    language = context.state.settings.text("language", context.chat) or "en"
    chosen = base != SERVICES[service][1]  # by the operator, who may have put it anywhere
    url = base.replace("{language}", language).rstrip("/") + path
    return web.get_json(url, params, trusted=chosen)


def nothing(what: str) -> UserError:
    return UserError(f"I found nothing called '{what}'. Please check how it is written.")


def strange(source: str) -> UserError:
    """For an answer of another shape than the service's own documentation gives."""
    return UserError(f"I do not understand what {source} answered. Please try again later.")
