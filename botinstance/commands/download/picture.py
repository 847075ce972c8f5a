"""The picture of a page that has no video, as the page itself names it for previews."""

from __future__ import annotations

import html
import re

from botinstance import web
from botinstance.commands.download import sites
from botinstance.commands.download.sites import Place
from botinstance.commands.download.ytdlp import plain
from botinstance.context import Context
from botinstance.link.protocol import File

_PAGE, _PICTURE = 8 << 20, 16 << 20  # bytes
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
_META = re.compile(r"<meta\s[^>]{1,4000}>", re.IGNORECASE)
_FIELD = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def picture(context: Context, place: Place) -> File | None:
    """None where the page names none that phones show. Raises UserError."""
    trusted = sites.trusted(context)
    page = web.get(place.url, most=_PAGE, allow=trusted)
    named = previews(page.body.decode(errors="replace"))
    if "og:image" not in named:
        return None
    data = web.get_bytes(named["og:image"], most=_PICTURE, allow=trusted)
    mimetype = next((kind for head, kind in _KINDS if data.startswith(head)), "")
    caption = plain(named.get("og:title"))
    return File("image", data, mimetype, caption) if mimetype else None


def previews(page: str) -> dict[str, str]:
    """What a page says of itself, the first of each name. ref: https://ogp.me"""
    found: dict[str, str] = {}
    for meta in _META.findall(page):
        fields = {key.lower(): html.unescape(a or b) for key, a, b in _FIELD.findall(meta)}
        name = fields.get("property") or fields.get("name", "")
        if fields.get("content"):
            found.setdefault(name, fields["content"])
    return found
