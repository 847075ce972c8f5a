"""Reading a request: each field is checked where it is read, and the error names it."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from aiohttp import web

from sandbox.people.errors import PhoneError, bad_request
from sandbox.people.media import Media
from sandbox.people.transfer import KINDS

TEXT_LIMIT = 65536  # characters of a message


async def body(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request. Raises PhoneError."""
    try:
        value = json.loads(await request.text() or "{}")
    except (ValueError, LookupError, RecursionError):  # not JSON, or in no known encoding
        raise bad_request("The request's body is not JSON.") from None
    if not isinstance(value, dict):
        raise bad_request("The request's body must be a JSON object.")
    return value


def text(value: dict[str, Any], key: str) -> str:
    """A text that must be there. Raises PhoneError."""
    found = optional_text(value, key)
    if not found:
        raise bad_request(f"'{key}' is missing.")
    return found


def optional_text(value: dict[str, Any], key: str) -> str:
    """A text, or empty. Raises PhoneError."""
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > TEXT_LIMIT:
        raise bad_request(f"'{key}' must be a text of at most {TEXT_LIMIT} characters.")
    return found


def optional_int(value: dict[str, Any], key: str) -> int | None:
    """Raises PhoneError."""
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, int) or isinstance(found, bool):
        raise bad_request(f"'{key}' must be a whole number.")
    return found


def media(value: dict[str, Any]) -> Media | None:
    """The file of a message, if any. Raises PhoneError."""
    found = value.get("media")
    if found is None:
        return None
    if not isinstance(found, dict) or found.get("kind") not in KINDS:
        raise bad_request(f"'media' must be an object whose 'kind' is one of {', '.join(KINDS)}.")
    data = blob(found, "data")
    if not data:
        raise bad_request("'data' is an empty file.")
    ptt = found.get("ptt", False)
    if not isinstance(ptt, bool) or (ptt and found["kind"] != "audio"):
        raise bad_request("'ptt' must be true or false, and true only for audio.")
    return Media(
        found["kind"], text(found, "mimetype"), data, optional_text(found, "filename"), ptt
    )


def blob(value: dict[str, Any], key: str) -> bytes:
    """Base64, or a data URI with it. Raises PhoneError."""
    found = value.get(key)
    if not isinstance(found, str):
        raise bad_request(f"'{key}' must be a text in base64.")
    encoded = found.partition(",")[2] if found.startswith("data:") else found
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise _no_base64(key) from None


def query_number(request: web.Request, key: str, most: float) -> float:
    """A number from 0 of the query; 0 where it is absent. Raises PhoneError."""
    try:
        number = float(request.query.get(key, "0"))
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise bad_request(f"'{key}' must be a number from 0 to {most:g}.")
    return number


def _no_base64(key: str) -> PhoneError:
    return bad_request(f"'{key}' is not base64.")
