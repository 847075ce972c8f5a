"""Reading a request: each field is checked where it is read, and the error names it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from typing import Any

from aiohttp import web

from sandbox.people.errors import PhoneError, bad_request
from sandbox.people.media import Media
from sandbox.people.people import check_number
from sandbox.people.transfer import KINDS

TEXT_LIMIT = 65536  # characters of a message
GROUP = re.compile(r"[0-9][0-9-]{5,40}@g\.us", re.ASCII)


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


def whole(value: dict[str, Any], key: str) -> int:
    """A whole number that must be there. Raises PhoneError."""
    found = optional_int(value, key)
    if found is None:
        raise bad_request(f"'{key}', a whole number, is missing.")
    return found


def flag(value: dict[str, Any], key: str, default: bool = False) -> bool:
    """Raises PhoneError."""
    found = value.get(key, default)
    if not isinstance(found, bool):
        raise bad_request(f"'{key}' must be true or false.")
    return found


def short(value: dict[str, Any], key: str, most: int) -> str:
    """A text of at most `most` characters, or empty. Raises PhoneError."""
    found = optional_text(value, key).strip()
    if len(found) > most:
        raise bad_request(f"'{key}' has {len(found)} characters; {most} are allowed.")
    return found


def choice(value: dict[str, Any], key: str, known: Sequence[str]) -> Any:
    """One of `known`, the first where it is absent. Raises PhoneError."""
    found = value.get(key, known[0])
    if found not in known:
        raise bad_request(f"'{key}' must be one of {', '.join(known)}.")
    return found


def texts(value: dict[str, Any], key: str) -> list[str]:
    """A list of texts, empty where it is absent. Raises PhoneError."""
    found = value.get(key) or []
    if not isinstance(found, list) or not all(isinstance(text, str) and text for text in found):
        raise bad_request(f"'{key}' must be a list of texts.")
    return found


def degrees(value: dict[str, Any], key: str, most: int) -> float:
    """Raises PhoneError."""
    found = value.get(key)
    if not isinstance(found, int | float) or isinstance(found, bool) or not abs(found) <= most:
        raise bad_request(f"'{key}' must be a number of degrees from -{most} to {most}.")
    return float(found)


def number(value: dict[str, Any], key: str) -> str:
    """A phone number, with or without a plus sign. Raises PhoneError."""
    return check_number(text(value, key).removeprefix("+"))


def numbers(value: dict[str, Any], key: str) -> list[str]:
    """A list of phone numbers, empty where it is absent. Raises PhoneError."""
    return [check_number(found.removeprefix("+")) for found in texts(value, key)]


def address(value: dict[str, Any], key: str) -> str:
    """A phone number, or the id of a group. Raises PhoneError."""
    found = text(value, key)
    return found if GROUP.fullmatch(found) else check_number(found.removeprefix("+"))


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
    ptt, gif = flag(found, "ptt"), flag(found, "gif")
    if ptt and found["kind"] != "audio":
        raise bad_request("'ptt', a voice note, must be audio.")
    if gif and found["kind"] != "video":
        raise bad_request("'gif', which plays again and again, must be a video.")
    mimetype, filename = text(found, "mimetype"), optional_text(found, "filename")
    return Media(found["kind"], mimetype, data, filename, ptt, gif)


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
