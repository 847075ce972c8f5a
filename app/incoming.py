"""Reading a request's body: JSON, an object. Keys that nobody reads are nobody's business."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from flask import request

from app.errors import SENTENCES, Refusal
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
    """The id as sent; whether there is such a session is for the service to say."""
    return get_str(obj, "sessionId", most=64)
