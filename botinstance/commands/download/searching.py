"""Videos found by words: at YouTube, or where the operator says."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote

from botinstance import web
from botinstance.commands.download import ytdlp
from botinstance.context import Context, UserError

COUNT = 5
_LONGEST = 200  # characters of a question


class Video(NamedTuple):
    """`seconds` is 0 where it is not told."""

    title: str
    by: str
    seconds: int
    url: str


def search(context: Context, words: str) -> list[Video]:
    """At least one. Raises UserError."""
    if len(words) > _LONGEST:
        raise UserError(f"That is too long to search for: at most {_LONGEST} characters.")
    base = context.service("video_url").rstrip("/")
    found = _invidious(base, words) if base else _youtube(words)
    if not found:
        raise UserError("I found no video by these words.")
    return found[:COUNT]


def _youtube(words: str) -> list[Video]:
    return [
        _video(entry, entry.get("channel"), entry.get("duration"), str(entry["url"]))
        for entry in ytdlp.search(words, COUNT)
        if str(entry.get("url")).startswith("https://www.youtube.com/watch")
    ]


def _invidious(base: str, words: str) -> list[Video]:
    """ref: https://docs.invidious.io/api/#get-apiv1search"""
    params = {"q": words, "type": "video"}
    found = web.get_json(f"{base}/api/v1/search", params, trusted=True)
    if not isinstance(found, list):
        raise UserError("I do not understand what the video site answered.")
    videos = [entry for entry in found if isinstance(entry, dict) and entry.get("videoId")]
    return [
        _video(entry, entry.get("author"), entry.get("lengthSeconds"), _watch(base, entry))
        for entry in videos
    ]


def _watch(base: str, entry: dict[str, Any]) -> str:
    return f"{base}/watch?v={quote(str(entry['videoId']), safe='')}"


def _video(entry: dict[str, Any], by: object, seconds: object, url: str) -> Video:
    length = int(seconds) if isinstance(seconds, int | float) else 0
    return Video(ytdlp.plain(entry.get("title")), ytdlp.plain(by, 50), length, url)


def line(video: Video) -> str:
    """ "Title\\nChannel · 3:45", as far as they are known."""
    minutes, seconds = divmod(video.seconds, 60)
    length = f"{minutes}:{seconds:02}" if video.seconds else ""
    return "\n".join(
        part for part in (video.title, " · ".join(filter(None, (video.by, length)))) if part
    )
