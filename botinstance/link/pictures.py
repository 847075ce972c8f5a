"""Fetching profile pictures: WhatsApp tells only where they are."""

from __future__ import annotations

import time
from typing import Any

from botinstance.link.protocol import LinkError

SECONDS = 10.0  # for all of it
LARGEST = 1 << 20  # bytes


def fetch(url: str) -> bytes:
    """The file at `url`, by the proxy and with the authorities that the environment names.
    Raises LinkError, also where it is too large or takes too long."""
    import http.client
    import urllib.request

    if not url.startswith("https://"):
        raise LinkError("WhatsApp gave no address for the picture")
    deadline = time.monotonic() + SECONDS
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as response:
            return _read(response, deadline)
    except (OSError, http.client.HTTPException) as error:
        raise LinkError(f"the picture could not be fetched: {error}") from None


def _read(response: Any, deadline: float) -> bytes:
    """A server that sends a byte now and then keeps no one waiting."""
    data = bytearray()
    while chunk := response.read1(1 << 16):
        data += chunk
        if len(data) > LARGEST:
            raise LinkError(f"the picture is larger than {LARGEST} bytes")
        if time.monotonic() > deadline:
            raise LinkError("the picture takes too long to come")
    return bytes(data)
