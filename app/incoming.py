"""Reading a request: its body is JSON, an object; keys that nobody reads are nobody's business.
And whose request it is: that of who holds the session's id, or of the account with the token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from flask import g, request

from app.errors import SENTENCES, Refusal
from app.models import BotSession, User
from app.services import access, api_tokens
from app.services.access import Viewer
from botinstance.contract.problem import get_object, get_str


def _reject(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def body() -> Mapping[str, Any]:
    """The JSON object in the request's body. Raises Refusal (400, 415) or Invalid (422)."""
    if not request.is_json:
        raise Refusal("unsupported_media_type", 415, SENTENCES[415])
    try:
        value = json.loads(request.get_data().decode("utf-8"), parse_constant=_reject)
    except (ValueError, RecursionError):
        raise Refusal("malformed_json", 400, "The body is not JSON.") from None
    return get_object(value, "the body")


def session_id(obj: Mapping[str, Any]) -> str:
    """The id as sent, of a session that is the caller's. Raises Refusal (401, 403, 404) or
    Invalid (422)."""
    return session(get_str(obj, "sessionId", most=64)).id


def session(key: str) -> BotSession:
    """The session with this id, which is the caller's. Raises Refusal (401, 403, 404)."""
    return access.by_key(key, caller())


def caller() -> User | None:
    """For whom the token of the API acts that came along, if one did. Raises Refusal (401)."""
    if "caller" not in g:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        ours = scheme.lower() == "bearer" and token.startswith(api_tokens.PREFIX)
        g.caller = api_tokens.user_of(token) if ours else None
    found: User | None = g.caller
    return found


def actor() -> str:
    """The caller as the audit log calls them."""
    return Viewer(caller()).actor
