"""tourl: a file becomes a link, at the place that the operator has named."""

from __future__ import annotations

from botinstance import web
from botinstance.commands.media.given import found, loaded
from botinstance.context import Context, UserError

_SECONDS = 60.0


def run(context: Context) -> str:
    place = context.service("upload_url")
    if not place:
        raise UserError("Links for files are not set up here. The operator can name a place.")
    given = found(context, lambda _: True, "a file")
    media = given.media
    data = loaded(context, given)
    kind = media.mimetype.partition(";")[0].strip() or "application/octet-stream"
    files = {"file": (media.name or media.kind, kind, data)}
    answer = web.post_multipart(place, {}, files, seconds=_SECONDS, trusted=True)
    url = answer.get("url") if isinstance(answer, dict) else None
    if not isinstance(url, str) or not url.startswith(("http://", "https://")) or len(url) > 2000:
        raise UserError("The place for files gave me no link. Please tell the operator.")
    return url
