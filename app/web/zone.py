"""The reader's time zone, which js/zone.js keeps in a cookie; UTC as long as it is not known."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import request

COOKIE = "zone"


def zone() -> tzinfo:
    """Of whoever is answered. What is no zone here is UTC."""
    try:
        return ZoneInfo(request.cookies.get(COOKIE, "UTC"))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return UTC
