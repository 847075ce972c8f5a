"""The format of a stream of events.   ref: HTML, 9.2 Server-sent events"""

from __future__ import annotations

import json
from typing import Any

MIMETYPE = "text/event-stream"
# A comment, which keeps proxies from taking the line for a dead one, and an event for the page,
# which cannot hear comments.
BEAT = ":\nevent: beat\ndata: {}\n\n"


def retry(seconds: float) -> str:
    """How long the browser waits before it comes back."""
    return f"retry: {int(seconds * 1000)}\n\n"


def event(name: str, data: dict[str, Any], id_: str = "") -> str:
    """`id_` is what the browser hands in when it comes back."""
    lines = [f"id: {id_}"] if id_ else []
    return "\n".join([*lines, f"event: {name}", f"data: {json.dumps(data)}", "", ""])
