"""uuid: an identifier that nobody else has."""

from __future__ import annotations

import uuid

from botinstance.context import Context


def run(_context: Context) -> str:
    return str(uuid.uuid4())
