"""Where a page may lead to that is named in a form: inside this site, and nowhere else."""

from __future__ import annotations

from urllib.parse import urlsplit


def ours(text: str) -> str | None:
    """The path with its query, if `text` is one of this site; None for everything else."""
    parts = urlsplit(text)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    if parts.path.startswith(("//", "/\\")):  # browsers take both for another host
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
